"""The tools that the field uses, for comparison only: no other part of the project loads them.

parselmouth carries Praat and is under the GPL, openSMILE is for non-commercial use. Both are
installed by the `bench` extra alone, and each is `Missing` where it is not.
"""
