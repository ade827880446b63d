# The whole life of a bot on one portal, from its registration to its removal.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    Reset-TestSession
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'A bot''s life under <Kind>' -ForEach @(
    @{ Kind = 'a webhook'; IsOAuth = $false }
    @{ Kind = 'OAuth'; IsOAuth = $true }
) {
    BeforeAll {
        Reset-TestPortal $portal
        Reset-TestSession
        if ($IsOAuth) { Connect-TestOAuth $portal -NoBot } else { Connect-B24Webhook $portal.webhookUri -BotToken first_token }
        Push-Location $TestDrive
        [System.IO.File]::WriteAllText((Join-Path $TestDrive report.txt), 'the report')
    }

    AfterAll {
        Pop-Location
    }

    # Each step depends on the previous one, so they are one test.
    It 'goes from registration to removal' {
        # It is registered and becomes the session's default bot.
        $bot = Register-B24Bot helper 'Helper' -Type personal -WorkPosition 'Night shift' -Color mint
        (Get-B24Session).BotId | Should -Be $bot.BotId
        Get-B24Bot | ForEach-Object Code | Should -Contain 'helper'
        (Register-B24Bot helper 'Helper').BotId | Should -Be $bot.BotId

        # It creates a chat and adds people.
        $chat = New-B24BotChat 'Night shift' -Description 'What happened' -UserId 17
        $chat | Add-B24BotChatUser -UserId 1, 23
        $chat | Add-B24BotChatManager -UserId 17
        @($chat | Get-B24BotChatUser | ForEach-Object UserId | Sort-Object) | Should -Be (@(1, 17, 23, $bot.BotId) | Sort-Object)
        ($chat | Set-B24BotChat -Title 'Night and day' -PassThru).Name | Should -BeExactly 'Night and day'

        # It sends a keyboard and a table, changes its message, and gets the events.
        $table = [pscustomobject]@{ Service = 'web'; State = 'down' } | ConvertTo-B24Attachment
        $keyboard = New-B24Keyboard (New-B24KeyboardButton Status -Command status -CommandParameter web), (New-B24KeyboardButton Portal -Link https://example.com)
        $message = $chat | Send-B24BotMessage -Message 'Good morning' -Attachment $table -Keyboard $keyboard
        $message | Set-B24BotMessage -Message 'Good evening'
        $message | Add-B24BotReaction -Reaction like
        Add-PortalFault $portal Status imbot.v2.Chat.Message.Reaction.add 1 @{ status = 400; error = 'REACTION_ALREADY_SET'; executes = $false }
        $message | Add-B24BotReaction -Reaction like -ErrorAction Stop
        $message | Remove-B24BotReaction -Reaction like
        ($message | Get-B24BotMessage).Text | Should -BeExactly 'Good evening'
        $shown = @(Get-PortalMessage $portal $chat.DialogId)[-1]
        $shown.text | Should -BeExactly 'Good evening'
        $null = Send-B24BotMessage $chat.DialogId 'This, too' -ReplyTo $message.MessageId
        $copy = Send-B24BotMessage 17 -ForwardMessageId $message.MessageId
        $copy.UuidMap.Count | Should -Be 1

        # People answer and react; the bot reads the messages around an answer.
        $answer = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = $chat.DialogId; text = 'Thank you' }
        $null = Invoke-PortalControl $portal POST "messages/$($message.MessageId)/react" @{ userId = 23; reaction = 'fire' }
        (Confirm-B24BotMessageRead $chat).UnreadCount | Should -Be 0
        (Get-B24BotMessageContext $message.MessageId -Range 5).Messages.Text | Should -Contain 'Thank you'
        Send-B24BotInputAction $chat -Status Searching -Duration 5
        $chat | Disable-B24BotTextField
        (Get-B24BotChat $chat).IsTextFieldEnabled | Should -BeFalse
        $chat | Enable-B24BotTextField

        # It registers a command, which a person calls with a button and by typing.
        $command = Register-B24BotCommand status -Title @{ en = 'Status'; de = 'Zustand' }
        $command | Set-B24BotCommand -CommandParameter 'name' -Title 'Status of a service'
        Get-B24BotCommand | ForEach-Object Command | Should -Be '/status'
        $null = Invoke-PortalControl $portal POST "messages/$($message.MessageId)/press" @{ userId = 17; text = 'Status' }
        $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = $chat.DialogId; text = '/status db' }
        $calls = @(Get-B24BotEvent | Where-Object Kind -EQ Command)
        @($calls | ForEach-Object { $_.Command.ToString() }) | Should -Be '/status web', '/status db'
        $calls[0].Command.Context | Should -BeExactly 'keyboard'
        $calls | Send-B24BotCommandAnswer 'It runs' -Attachment $table
        @(Get-PortalMessage $portal $chat.DialogId | Where-Object text -EQ 'It runs').Count | Should -Be 2

        # Every kind of event arrived, and reading with an offset confirms them.
        $events = @(Get-B24BotEvent)
        @($events.Kind | ForEach-Object { "$_" } | Sort-Object -Unique) | Should -Be 'Command', 'Join', 'Message', 'MessageUpdate', 'Reaction'
        @($events | Where-Object MessageId -EQ $answer.id)[0].Message.Text | Should -BeExactly 'Thank you'
        @(Get-B24BotEvent -Offset ($events[-1].EventId + 1) -Confirm:$false).Count | Should -Be 0

        # A file is uploaded and downloaded.
        $file = $chat | Send-B24BotFile -Path report.txt -Message 'The report'
        $saved = $file | Save-B24BotFile -Destination saved.txt
        $saved | Get-Content | Should -BeExactly 'the report'
        @(Get-PortalMessage $portal $chat.DialogId)[-1].text | Should -BeExactly 'The report'

        # Its token changes, and the session uses the new one.
        if (-not $IsOAuth) {
            Set-B24Bot -NewBotToken second_token
            $null = Send-B24BotMessage $chat.DialogId 'with the new token'
            (Get-PortalRequest $portal imbot.v2.Chat.Message.send)[-1].Json.botToken | Should -BeExactly 'second_token'
        }

        Set-B24Bot -DisplayName 'Helper 2'
        (Get-B24Bot $bot.BotId).Name | Should -Match '^Helper 2'
        (Get-B24Bot $bot.BotId).WorkPosition | Should -BeExactly 'Night shift'

        # It is removed.
        $message | Remove-B24BotMessage -Complete -Force
        $command | Unregister-B24BotCommand -Confirm:$false
        $chat | Remove-B24BotChatManager -UserId 17 -Confirm:$false
        $chat | Remove-B24BotChatUser -UserId 23 -Confirm:$false
        $chat | Set-B24BotChat -OwnerId 17
        $chat | Exit-B24BotChat -Confirm:$false
        $bot | Unregister-B24Bot -Confirm:$false
        Get-PortalBot $portal helper | Should -BeNullOrEmpty
        $null = Send-B24BotMessage 17 'anybody there?' -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'BotNotFound'
    }
}
