#!/bin/sh
# Makes the environment in which the tests of this plugin run: everything that .venv has, and on
# top of it pyannote.audio with torch. Usage: environment.sh PYTHON BASE TARGET
# Exit status 75: it could not be installed, which says nothing about the code.
set -eu
python=$1 base=$(cd "$2" && pwd) target=$3

"$python" -m venv --clear "$target"
site=$("$target/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
under=$("$base/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
# addsitedir, not a plain line: editable installs in there are .pth files themselves.
echo "import site; site.addsitedir('$under')" > "$site/zz_base.pth"

install() {
  "$target/bin/python" -m pip install --quiet --disable-pip-version-check "$@" && return
  echo "Could not install from the package index: $*" >&2
  echo "The plugin that tells voices apart was NOT tested." >&2
  exit 75
}
# torch first and by itself, at the version that was tried: where an index has a build of it for the
# processor alone, pip takes that, and gigabytes for CUDA are not fetched.
install torch==2.13.0
install 'pyannote.audio>=4.0.7,<4.1'
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -e plugins/pyannote

# torchaudio from the index is built for CUDA. Beside a torch without it, its one compiled
# library does not load, and nothing that pyannote.audio uses is in there.
if ! "$target/bin/python" -W ignore -c 'import torchaudio' 2>/dev/null; then
  find "$site/torchaudio/lib" -name '_torchaudio*' -exec mv {} "$target/" \;
  echo "torchaudio is built for CUDA and torch is not: its compiled library was put aside."
fi
"$target/bin/python" -W ignore -c 'import pyannote.audio' || {
  echo "pyannote.audio was installed and cannot be imported: its plugin was NOT tested." >&2
  exit 75
}
