# samples/OpsBot.ps1 as a person starts it: the module is installed, and a profile was saved once. What would restart a service does nothing here.
param([string] $Manifest, [string] $WebhookUri)
$ErrorActionPreference = 'Stop'
$root = Split-Path $Manifest
$installed = (New-Item -ItemType Directory -Path (Join-Path $env:HOME 'modules/Bitrix24.Imbot')).FullName
Copy-Item -LiteralPath $Manifest -Destination $installed
Copy-Item -LiteralPath (Join-Path $root 'module') -Destination $installed -Recurse
$env:PSModulePath = (Join-Path $env:HOME 'modules') + [System.IO.Path]::PathSeparator + $env:PSModulePath
$log = (New-Item -ItemType Directory -Path (Join-Path $env:HOME 'logs/shop')).FullName
Set-Content -LiteralPath (Join-Path $log 'app.log') -Value '09:14:02 order 5512 paid', '09:14:40 payment service does not answer', '09:15:10 payment service answers again'

function systemctl { $global:LASTEXITCODE = 0 }
function Restart-Service { }
Import-Module Bitrix24.Imbot
Connect-B24Webhook -Uri $WebhookUri -BotId 456 -BotToken my_bot_token -SaveProfile ops
& (Join-Path $root 'samples/OpsBot.ps1') -Name ops -Allow 17,23 -LogFolder (Split-Path $log)
