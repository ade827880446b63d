<#
.SYNOPSIS
    A bot that asks five questions after /ticket and sends the answers to the team's chat.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. Then run the bot until Ctrl+C:
        pwsh -NoProfile -File HelpDeskForm.ps1 -Name helpdesk -TeamDialogId chat5
#>
[CmdletBinding()]
param(
    [string] $Name = 'helpdesk',
    [string] $TeamDialogId = 'chat5',

    [long] $MaxEvents = 0 # Ends after this number of events, for a trial. 0 means never.
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
$form = [ordered]@{
    Subject = @{ Message = 'What is it about? Write "cancel" at any time to stop.' }
    System  = @{ Message = 'Which system?'; Choice = 'E-mail', 'Printer', 'VPN', 'Other' }
    Urgency = @{ Message = 'How urgent is it?'; Choice = 'Today', 'This week', 'Later' }
    Since   = @{ Message = 'Since when?' }
    Details = @{ Message = 'What did you see?' }
}
Start-B24Bot -RegisterCommands -ThrottleLimit 8 -MaxEvents $MaxEvents -OnCommand @{
    ticket = {
        $form = $using:form
        $ticket = [ordered]@{ From = $_.User.Name }
        foreach ($field in $form.Keys) {
            $question = $form[$field]
            $reply = Request-B24BotReply $_.UserId @question -CancelWord cancel -UserId $_.UserId -ShowAnswer -Timeout 01:00:00
            if (-not $reply.Answer) { return Send-B24BotMessage $_.UserId 'No ticket was opened.' }
            $ticket[$field] = $reply.Answer
        }
        Send-B24BotMessage $using:TeamDialogId "New ticket $($_.MessageId)" -Attachment ([pscustomobject] $ticket)
        Send-B24BotMessage $_.UserId "Your ticket is number $($_.MessageId)."
    }
}
