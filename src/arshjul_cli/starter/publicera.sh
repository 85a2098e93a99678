#!/bin/sh
# Granskar årshjulet och skriver flödena och sidorna i mappen som webbservern publicerar:
#
#     sh publicera.sh /srv/arshjul
#
# Körs av cron eller systemd varje natt, och när planen har ändrats. Säger något bara när det har gått fel; vad som
# ändrades i kalendrarna står i publicera.log.
set -eu

[ $# -gt 0 ] || { echo "Skriv mappen som webbservern publicerar: sh publicera.sh /srv/arshjul" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
export ARSHJUL_PLAN=arshjul.yaml
# Där uv och pipx lägger programmet; cron söker inte där.
PATH="$PATH:${HOME:-/root}/.local/bin"

publish() {
  # Fel stoppar, varningar gör det inte.
  arshjul check || return
  if arshjul check | grep AH317; then
    echo "Skriv er egen uid_domain i planen innan flödena läggs ut första gången."
    return 1
  fi
  arshjul publish --out "$out"
}

if ! publish > publicera.log 2>&1; then
  cat publicera.log >&2
  exit 1
fi
