# samples/FourEyes.ps1 as a person starts it: the module is installed, and a profile was saved once. The restart writes a line.
param([string] $Manifest, [string] $WebhookUri)
$ErrorActionPreference = 'Stop'
$root = Split-Path $Manifest
$installed = Join-Path $env:HOME 'modules/Bitrix24.Imbot'
$env:PSModulePath = (Join-Path $env:HOME 'modules') + [System.IO.Path]::PathSeparator + $env:PSModulePath
$restart = Join-Path $env:HOME 'restart.ps1'
if (-not (Test-Path $installed)) {
    $null = New-Item -ItemType Directory -Path $installed
    Copy-Item -LiteralPath $Manifest -Destination $installed
    Copy-Item -LiteralPath (Join-Path $root 'module') -Destination $installed -Recurse
    Set-Content -LiteralPath $restart -Value 'param($App, $Reason) "$App restarted because: $Reason"'
    Import-Module Bitrix24.Imbot
    Connect-B24Webhook -Uri $WebhookUri -BotId 456 -BotToken my_bot_token -SaveProfile ops
}

& (Join-Path $root 'samples/FourEyes.ps1') -Name ops -Allow 17,23 -Approve 17,23 -RestartScript $restart
