<#
.SYNOPSIS
    Sends new lines of a log file that match a pattern, as code, until Ctrl+C.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. Then:
        pwsh -NoProfile -File LogTail.ps1 -Name ops -Path /var/log/app.log -Pattern 'ERROR|FATAL'
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',
    [string] $DialogId = 'chat5',
    [Parameter(Mandatory = $true)] [string] $Path,
    [string] $Pattern = 'ERROR',

    # Ends after this number of lines, for a trial.
    [int] $MaxLines = [int]::MaxValue
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
Get-Content -LiteralPath $Path -Tail 0 -Wait |
    Where-Object { $_ -match $Pattern } |
    Select-Object -First $MaxLines |
    ForEach-Object { Send-B24BotMessage $DialogId $_ -AsCode } |
    ForEach-Object { "Message $($_.MessageId)" }
