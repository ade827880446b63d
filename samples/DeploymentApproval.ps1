<#
.SYNOPSIS
    A deployment step that waits for approval in a chat.
.DESCRIPTION
    Once, as the account that deploys:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile deploy
    Then, as a step before the deployment:
        pwsh -NoProfile -NonInteractive -File DeploymentApproval.ps1 -Name deploy -DialogId chat5 -Release 1.4.2 -ApproverId 17
    Exit codes: 0 approved; 1 error; 2 refused; 3 no answer in time.
#>
[CmdletBinding()]
param(
    [string] $Name = 'deploy',
    [string] $DialogId = 'chat5',

    [Parameter(Mandatory = $true)]
    [string] $Release,

    # The users who may answer. By default, anyone in the chat may answer.
    [long[]] $ApproverId,

    [double] $TimeoutSeconds = 900
)

$ErrorActionPreference = 'Stop'
try {
    Import-Module Bitrix24.Imbot
    Connect-B24Profile -Name $Name
    $who = if ($ApproverId) { @{ UserId = $ApproverId } } else { @{} }
    $reply = Request-B24BotReply -DialogId $DialogId -Message "Deploy release [b]$Release[/b]?" -Choice Deploy, Stop -Timeout $TimeoutSeconds -Interval 1 @who
    $verdict = if ($reply.TimedOut) { "No one approved release $Release in time." } else { "Release ${Release}: $($reply.User.Name) chose $($reply.Answer)." }
    $null = Send-B24BotMessage -DialogId $DialogId -Message $verdict
    $verdict
    if ($reply.TimedOut) { exit 3 }
    if ($reply.Answer -ne 'Deploy') { exit 2 }
    exit 0
} catch {
    [Console]::Error.WriteLine("$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)")
    exit 1
}
