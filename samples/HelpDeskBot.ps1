<#
.SYNOPSIS
    A help desk in a chat: /ticket opens a ticket, and buttons take and close it.
.DESCRIPTION
    Once, as the account that runs the bot:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile helpdesk
    Then, until Ctrl+C:
        pwsh -NoProfile -File HelpDeskBot.ps1 -Name helpdesk -DataPath ~/helpdesk
    An event can be delivered twice, because the bot may have stopped while it handled the first one. So each handler first checks whether its work is
    already done: a ticket contains the ID of the message that opened it, and taking or closing it twice changes nothing.
#>
[CmdletBinding()]
param(
    [string] $Name = 'helpdesk',

    # A folder for the tickets and for the offset of the processed events.
    [string] $DataPath = (Join-Path ([Environment]::GetFolderPath('UserProfile')) 'helpdesk'),

    # Ends after this number of events, for a trial. 0 means never.
    [long] $MaxEvents = 0
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
$null = New-Item -ItemType Directory -Path $DataPath -Force

function Get-Ticket {
    param([string] $Number)
    $path = Join-Path $DataPath "$Number.json"
    if (Test-Path -LiteralPath $path) { Get-Content -LiteralPath $path -Raw -Encoding UTF8 | ConvertFrom-Json }
}

function Save-Ticket {
    # Writes a new file and renames it, so that an incomplete ticket is never read.
    param($Ticket)
    $path = Join-Path $DataPath "$($Ticket.Number).json"
    Set-Content -LiteralPath "$path.new" -Value (ConvertTo-Json $Ticket) -Encoding UTF8
    Move-Item -LiteralPath "$path.new" -Destination $path -Force
}

function Get-Card {
    # Text and buttons for the current state of a ticket.
    param($Ticket)
    $state = if ($Ticket.ClosedBy) { "closed by $($Ticket.ClosedBy)" } elseif ($Ticket.TakenBy) { "taken by $($Ticket.TakenBy)" } else { 'open' }
    $card = @{ Message = "Ticket $($Ticket.Number), ${state}: $($Ticket.Text)" }
    $buttons = @(
        if (-not $Ticket.TakenBy) { New-B24KeyboardButton 'Take' -Command take -CommandParameter $Ticket.Number -BackgroundColor '#29619b' }
        if (-not $Ticket.ClosedBy) { New-B24KeyboardButton 'Close' -Command close -CommandParameter $Ticket.Number }
    )
    if ($buttons) { $card.Keyboard = New-B24Keyboard $buttons } else { $card.RemoveKeyboard = $true }
    $card
}

function Update-Ticket {
    # Changes a ticket once and updates its card in the chat.
    param([string] $Number, [string] $Property, [string] $By)
    $ticket = Get-Ticket $Number
    if (-not $ticket) {
        $null = Send-B24BotMessage -Message "There is no ticket $Number."
        return
    }

    if (-not $ticket.$Property) {
        $ticket.$Property = $By
        Save-Ticket $ticket
    }

    $card = Get-Card $ticket
    Set-B24BotMessage -MessageId $ticket.MessageId @card
}

Connect-B24Profile -Name $Name
$known = @(Get-B24BotCommand).Command
if ($known -notcontains '/ticket') {
    $null = Register-B24BotCommand ticket -Title @{ en = 'Open a ticket'; de = 'Ticket anlegen' } -CommandParameter @{ en = 'what is wrong'; de = 'worum es geht' }
}

foreach ($hidden in 'take', 'close') {
    if ($known -notcontains "/$hidden") { $null = Register-B24BotCommand $hidden -Hidden }
}

$end = if ($MaxEvents -gt 0) { @{ MaxEvents = $MaxEvents } } else { @{} }
Start-B24Bot @end -RetryCount 3 -OffsetStore (Join-Path $DataPath 'events.offset') -DeadLetterPath (Join-Path $DataPath 'failed.jsonl') -OnCommand @{
    ticket = {
        $number = "$($_.MessageId)"
        $ticket = Get-Ticket $number
        if (-not $ticket) {
            $ticket = [pscustomobject]@{ Number = $number; Text = $_.Command.CommandParameter; OpenedBy = $_.User.Name; TakenBy = ''; ClosedBy = ''; MessageId = 0 }
            $card = Get-Card $ticket

            # The key prevents a second card if the bot ended after it sent the first one.
            $ticket.MessageId = (Send-B24BotMessage -Message $card.Message -Keyboard $card.Keyboard -IdempotencyKey "ticket-$number").MessageId
            Save-Ticket $ticket
        }
    }
    take = { Update-Ticket $_.Command.CommandParameter TakenBy $_.User.Name }
    close = { Update-Ticket $_.Command.CommandParameter ClosedBy $_.User.Name }
} -OnJoin { $null = Send-B24BotMessage -Message 'Write /ticket and what is wrong.' }
