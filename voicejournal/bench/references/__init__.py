"""What we compare with: the field's own tools, and its usual pitch tracker computed well.

parselmouth carries Praat and is under the GPL, openSMILE is for non-commercial use. Both are
installed by the `bench` extra alone, each is `Missing` where it is not, and no other part of the
project loads them.
"""
