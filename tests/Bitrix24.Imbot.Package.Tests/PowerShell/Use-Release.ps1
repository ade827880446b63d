<#
.SYNOPSIS
Sends a message with the installed module through the installed emulator, and prints what it used as JSON.
#>
param(
    # The path of b24-emulator.
    [Parameter(Mandatory = $true)]
    [string] $Emulator
)

$ErrorActionPreference = 'Stop'
$start = New-Object System.Diagnostics.ProcessStartInfo $Emulator, "--json --parent-pid $PID"
$start.RedirectStandardOutput = $true
$start.UseShellExecute = $false
$process = [System.Diagnostics.Process]::Start($start)
try {
    $portal = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    Import-Module -Name Bitrix24.Imbot
    Connect-B24Webhook $portal.webhookUri | Out-Null
    Register-B24Bot -Code release_bot -DisplayName 'Release' -WarningAction SilentlyContinue | Out-Null
    $message = Send-B24BotMessage -DialogId 17 -Message 'Installed from a release.'
    [pscustomobject]@{
        ModuleBase = (Get-Module -Name Bitrix24.Imbot).ModuleBase
        MessageId  = $message.MessageId
        Synopsis   = (Get-Help -Name Send-B24BotMessage).Synopsis
    } | ConvertTo-Json
}
finally {
    $process.Kill()
}
