<#
.SYNOPSIS
    Sends a nightly message from Task Scheduler or cron. The script contains no secrets, never prompts, and sends no duplicates.
.DESCRIPTION
    Once, as the account that runs the task:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile nightly
    Then create a task that runs:
        pwsh -NoProfile -NonInteractive -File ScheduledTask.ps1 -Name nightly -DialogId chat5
    The exit code is 0 if the message is in the chat, even if an earlier run of the same day sent it. Otherwise, the exit code is 1, and the error stream contains one
    line.
#>
[CmdletBinding()]
param(
    [string] $Name = 'nightly',
    [string] $DialogId = 'chat5',
    [string] $Message = "Backup of $([Environment]::MachineName) is done."
)

$ErrorActionPreference = 'Stop'
try {
    Import-Module Bitrix24.Imbot
    Connect-B24Profile -Name $Name
    $key = 'nightly-' + (Get-Date -Format 'yyyy-MM-dd')
    $sent = Send-B24BotMessage -DialogId $DialogId -Message $Message -IdempotencyKey $key
    "Message $($sent.MessageId) is in $DialogId."
    exit 0
} catch {
    [Console]::Error.WriteLine("$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)")
    exit 1
}
