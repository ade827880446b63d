<#
.SYNOPSIS
    A nightly message, for Task Scheduler or cron. Contains no secret, never prompts, and sends each message once.
.DESCRIPTION
    Once, as the account that runs the task:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile nightly
    Then create a task that runs:
        pwsh -NoProfile -NonInteractive -File ScheduledTask.ps1 -Name nightly -DialogId chat5
    The exit code is 0 if the message is in the chat, even from an earlier run on the same day. Otherwise, it is 1, and the error stream
    contains one line.
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
