# Sourced by demo and test: .venv with the project and the extras named in $extras, made once for each pyproject.toml.
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or later is needed: set PYTHON to it" >&2
  exit 1
}
stamp=$( (cat pyproject.toml; echo "$extras") | cksum)
if [ ! -x .venv/bin/python ] || [ "$(cat ".venv/stamp$extras" 2>/dev/null)" != "$stamp" ]; then
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install -qq --upgrade pip setuptools
  .venv/bin/python -m pip install -qq --editable ".$extras"
  printf '%s\n' "$stamp" > ".venv/stamp$extras"
fi
