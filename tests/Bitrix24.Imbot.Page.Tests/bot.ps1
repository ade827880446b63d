# A bot as a person would write it: it offers a deployment and answers the button.
param([string] $Manifest, [string] $WebhookUri)
$ErrorActionPreference = 'Stop'
Import-Module $Manifest
Connect-B24Webhook -Uri $WebhookUri -BotId 456 -BotToken my_bot_token
Start-B24Bot -Interval 1 -RegisterCommands -OnMessage {
    $keyboard = New-B24Keyboard (New-B24KeyboardButton 'Deploy to staging' -Command deploy -CommandArgument staging)
    Send-B24BotMessage -Message "[b]What next[/b], $($_.User.FirstName)?" -Keyboard $keyboard
} -OnCommand @{
    deploy = { Send-B24BotCommandAnswer -Message "Deploying to $($_.Command.CommandParameter)." }
}
