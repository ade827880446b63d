<#
.SYNOPSIS
    A bot that restarts services. One person requests it with /restart, and another person approves it.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. Then run the bot until Ctrl+C:
        pwsh -NoProfile -File RestartApproval.ps1 -Name ops -Service web, db -ApproverId 17, 23
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',
    [string] $ApprovalDialogId = 'chat5',
    [Parameter(Mandatory = $true)] [long[]] $ApproverId,
    [Parameter(Mandatory = $true)] [string[]] $Service,

    # The script that restarts a service. Its argument is the name of the service.
    [string] $RestartScript = (Join-Path $PSScriptRoot 'Restart-Service.ps1'),

    # Ends after this number of events, for a trial. 0 means never.
    [long] $MaxEvents = 0
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
Start-B24Bot -RegisterCommands -ThrottleLimit 8 -MaxEvents $MaxEvents -OnCommand @{
    restart = {
        $name = $_.Command.CommandParameter
        if ($name -notin $using:Service) { return Send-B24BotMessage -Message "Write /restart and one of: $($using:Service -join ', ')." }

        # No one can approve their own request.
        $approvers = $using:ApproverId -ne $_.UserId
        $question = "$($_.User.Name) wants to restart [b]$name[/b]."
        $reply = Request-B24BotReply $using:ApprovalDialogId $question -Choice Restart, Refuse -UserId $approvers -ShowAnswer -Timeout 00:10:00
        if ($reply.Answer -ne 'Restart') { return Send-B24BotMessage -Message "$name was not restarted." }
        & $using:RestartScript $name
        Send-B24BotMessage -Message "$name was restarted. $($reply.User.Name) approved it."
    }
}
