"""What `voicejournal analyze --json` writes where."""

import structlog

from voicejournal.cli.analyze import log_beside_the_output


def test_what_is_logged_stays_out_of_the_documents(capsys):
    log_beside_the_output()
    structlog.get_logger().warning("diarizer_failed", engine="test")
    out, err = capsys.readouterr()
    assert out == ""
    assert "diarizer_failed" in err
