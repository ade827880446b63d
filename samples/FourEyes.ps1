<#
.SYNOPSIS
    A restart that a second person approves: /restart-app. Everything is recorded.
.DESCRIPTION
    A person writes /restart-app, chooses the application, says why, and confirms the call. Then the people who may approve it get a card. One of them, but not the
    person who asked, must press Approve in time. Only then the restart runs. The bot can be stopped or killed at any moment: its next start
    continues where it stopped, and nothing is asked or run twice.

    Once, as the account that runs the bot:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile ops
    Then, until Ctrl+C:
        pwsh -NoProfile -File FourEyes.ps1 -Name ops -Allow 17,23 -Approve 17,23 -RestartScript ./Restart-App.ps1
    The audit file contains one JSON line for each step.
.EXAMPLE
    pwsh -NoProfile -File FourEyes.ps1 -Allow department:7 -Approve manager:chat5 -Within 08:00:00 -RestartScript ./Restart-App.ps1

    The people of department 7 can ask, the managers of a chat can approve, and the card expires after eight hours.
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',

    # The people who may ask: user IDs, department:7, chat:chat5, and so on, separated by commas.
    [Parameter(Mandatory)] [string[]] $Allow,

    # Who may approve, in the same form. No one can approve their own call.
    [Parameter(Mandatory)] [string[]] $Approve,

    # The number of required approvals.
    [int] $Approvals = 1,

    # The time until the card expires.
    [timespan] $Within = '01:00:00',

    # The script that restarts an application. Its arguments are the name of the application and the reason.
    [Parameter(Mandatory)] [string] $RestartScript,

    # The audit file. The default is audit.jsonl in the bot's folder.
    [string] $AuditPath,

    # Ends after this number of events, for a trial.
    [long] $MaxEvents = [long]::MaxValue
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
$RestartScript = (Resolve-Path -LiteralPath $RestartScript).ProviderPath

function Restart-App {
    <# .SYNOPSIS Restarts an application when a second person approves it. #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory, HelpMessage = 'Which application?')] [ValidateSet('web', 'db', 'mail')] [string] $App,
        [Parameter(Mandatory, HelpMessage = 'Why?')] [ValidateLength(3, 200)] [string] $Reason
    )
    if ($PSCmdlet.ShouldProcess($App, 'Restart')) {
        & $RestartScript $App $Reason
        "$App was restarted."
    }
}

$rules = @{ 'Restart-App' = @{ Approve = $Approve -split ','; Approvals = $Approvals; ApproveWithin = $Within } }
$audit = if ($AuditPath) { @{ AuditPath = $AuditPath } } else { @{} }
Connect-B24Profile $Name
Start-B24Bot -Function Restart-App -Variable RestartScript -Allow ($Allow -split ',') -FunctionRule $rules -MaxEvents $MaxEvents @audit
