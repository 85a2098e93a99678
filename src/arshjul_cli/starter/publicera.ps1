# Granskar årshjulet och skriver flödena och sidorna i mappen som webbservern publicerar:
#
#     powershell -NoProfile -ExecutionPolicy Bypass -File publicera.ps1 -Mapp C:\inetpub\arshjul
#
# Körs av Schemaläggaren varje natt, och när planen har ändrats. Vad som ändrades i kalendrarna, eller vad som gick fel,
# står i publicera.log. Slutkoden är 0 när allt gick bra.
param(
    [Parameter(Mandatory = $true)] [string] $Mapp,
    # Hela sökvägen till arshjul.exe, om uppgiften körs av någon annan än den som installerade programmet.
    [string] $Program = 'arshjul'
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$env:ARSHJUL_PLAN = 'arshjul.yaml'
$logg = Join-Path $PSScriptRoot 'publicera.log'
[System.IO.File]::WriteAllText($logg, '')

# Kör programmet, skriver vad det säger i loggen och ger dess slutkod.
function Invoke-Arshjul([string] $Argument) {
    $ut = [System.IO.Path]::GetTempFileName()
    $fel = [System.IO.Path]::GetTempFileName()
    try {
        $process = Start-Process -FilePath $Program -ArgumentList $Argument -NoNewWindow -Wait -PassThru `
            -RedirectStandardOutput $ut -RedirectStandardError $fel
        foreach ($fil in $ut, $fel) {
            [System.IO.File]::AppendAllText($logg, [System.IO.File]::ReadAllText($fil))
        }
        return $process.ExitCode
    }
    finally {
        Remove-Item -LiteralPath $ut, $fel
    }
}

# Fel stoppar, varningar gör det inte.
$kod = Invoke-Arshjul 'check'
if ($kod -eq 0 -and [System.IO.File]::ReadAllText($logg).Contains('AH317')) {
    [System.IO.File]::AppendAllText($logg, "Skriv er egen uid_domain i planen innan flödena läggs ut första gången.`n")
    $kod = 1
}
if ($kod -eq 0) {
    # Ett bakstreck sist skulle gälla citattecknet.
    $kod = Invoke-Arshjul ('publish --out "{0}"' -f $Mapp.TrimEnd('\'))
}
if ($kod -ne 0) {
    [Console]::Error.WriteLine([System.IO.File]::ReadAllText($logg))
}
exit $kod
