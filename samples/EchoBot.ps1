<#
.SYNOPSIS
    The smallest bot: it repeats messages.
.DESCRIPTION
    Once, as the account that runs the bot:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile bot
    Then, until Ctrl+C:
        pwsh -NoProfile -File EchoBot.ps1 -Name bot
#>
[CmdletBinding()]
param(
    [string] $Name = 'bot',

    # Ends after this number of events, for a trial. 0 means never.
    [long] $MaxEvents = 0
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile -Name $Name
$end = if ($MaxEvents -gt 0) { @{ MaxEvents = $MaxEvents } } else { @{} }

# -PlainText: shows the person's text unchanged, and runs no command.
Start-B24Bot @end -OnMessage { $null = Send-B24BotMessage -Message "You wrote: $($_.Message.Text)" -PlainText }
