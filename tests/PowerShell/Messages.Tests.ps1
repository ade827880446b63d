# Existing messages: read, react, mark as read, remove.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'Get-B24BotMessage and Get-B24BotMessageContext' {
    BeforeEach {
        Reset-TestConnection $portal
        $watcher = Register-B24Bot watcher Watcher -Type supervisor
        $sent = @('one', 'two', 'three' | Send-B24BotMessage 17 -BotId $watcher.BotId)
    }

    It 'returns messages with their authors' {
        $messages = @($sent | Get-B24BotMessage)
        $messages.Text | Should -Be 'one', 'two', 'three'
        $messages[0].MessageId | Should -Be $sent[0].MessageId
        $messages[0].Date | Should -BeOfType [DateTimeOffset]
    }

    It 'returns the messages around a message' {
        $context = Get-B24BotMessageContext $sent[1] -BotId $watcher.BotId -Range 1
        $context.Messages.Text | Should -Be 'one', 'two', 'three'
        $context.Messages[0].Author.Name | Should -BeExactly 'Watcher'
        (Get-PortalRequest $portal imbot.v2.Chat.Message.getContext).Json.range | Should -Be 1
    }

    It 'continues after a message that does not exist' {
        $messages = @(999999, $sent[0].MessageId | Get-B24BotMessage -BotId $watcher.BotId -ErrorAction SilentlyContinue -ErrorVariable problem)
        Get-ErrorId $problem[0] | Should -BeExactly 'MessageNotFound'
        $problem[0].TargetObject | Should -Be 999999
        $messages.Text | Should -BeExactly 'one'
    }

    It 'shows the portal''s code for a bot of another type' {
        $message = Send-B24BotMessage chat5 hello
        $message | Get-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].Exception.PortalCode | Should -BeExactly 'BOT_TYPE_NOT_ALLOWED'
    }

    It 'is shown in a table that fits 120 columns' {
        $lines = ($sent | Get-B24BotMessage | Out-String -Width 120) -split "`r?`n"
        "$lines" | Should -Match 'MessageId\s+DialogId\s+Date\s+AuthorId\s+Text'
    }
}

Describe 'Reactions' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'reacts to sent messages, and accepts a reaction in any letter case' {
        Send-B24BotMessage chat5 hi | Add-B24BotReaction -Reaction REDHEART
        $reaction = @(Get-PortalMessage $portal chat5)[-1].reactions[0]
        $reaction.userId | Should -Be 456
        $reaction.reaction | Should -BeExactly 'redHeart'
    }

    It 'adds reactions, and the same reaction again is not an error, even after a lost answer' {
        $sent = Send-B24BotMessage chat5 hi
        $sent, $sent | Add-B24BotReaction -Reaction like -ErrorAction Stop
        Add-PortalFault $portal AnswerLost imbot.v2.Chat.Message.Reaction.add
        $sent | Add-B24BotReaction -Reaction redHeart -ErrorAction SilentlyContinue -ErrorVariable lost
        Get-ErrorId $lost[0] | Should -BeExactly 'OutcomeUnknown'
        $sent | Add-B24BotReaction -Reaction redHeart -ErrorAction Stop
        @(@(Get-PortalMessage $portal chat5)[-1].reactions.reaction | Sort-Object) | Should -Be @('like', 'redHeart')
    }

    It 'refuses an unknown reaction before anything is sent' {
        $sent = Send-B24BotMessage chat5 hi
        $sent | Add-B24BotReaction -Reaction like
        $sent | Add-B24BotReaction -Reaction thumbsUp -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'ReactionUnknown'
        "$($problem[0])" | Should -Match 'whiteHeavyCheckMark'
        @(@(Get-PortalMessage $portal chat5)[-1].reactions).Count | Should -Be 1
    }

    It 'removes a reaction, and reports a missing one' {
        $sent = Send-B24BotMessage chat5 hi
        $sent | Add-B24BotReaction -Reaction like
        Remove-B24BotReaction $sent like
        @(Get-PortalMessage $portal chat5)[-1].reactions | Should -BeNullOrEmpty
        Remove-B24BotReaction $sent like -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].Exception.PortalCode | Should -BeExactly 'REACTION_NOT_FOUND'
    }
}

Describe 'Confirm-B24BotMessageRead' {
    BeforeEach {
        Reset-TestConnection $portal
        $written = 1..3 | ForEach-Object { (Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = 'chat5'; text = "line $_" }).id }
    }

    It 'marks up to a message, then the whole chat' {
        $counters = Confirm-B24BotMessageRead chat5 -MessageId $written[0]
        $counters.DialogId | Should -BeExactly 'chat5'
        $counters.LastReadMessageId | Should -Be $written[0]
        $counters.UnreadCount | Should -Be 2
        $counters = 'chat5' | Confirm-B24BotMessageRead
        $counters.UnreadCount | Should -Be 0
        $counters.ViewedMessageIds | Should -Be $written[1], $written[2]
    }

    It 'continues after a dialog that does not exist' {
        $counters = @('chat999', 'chat5' | Confirm-B24BotMessageRead -ErrorAction SilentlyContinue -ErrorVariable problem)
        Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
        $counters.Count | Should -Be 1
    }
}

Describe 'Remove-B24BotMessage' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'removes sent messages' {
        Send-B24BotMessage chat5 'wrong window' | Remove-B24BotMessage
        (Get-PortalRequest $portal imbot.v2.Chat.Message.delete).Json.complete | Should -BeFalse
        @(Get-PortalMessage $portal chat5 | Where-Object text -eq 'wrong window').Count | Should -Be 0
    }

    It 'deletes messages completely with -Complete -Force, also those of other people' {
        $written = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = 'chat5'; text = 'secret' }
        Remove-B24BotMessage $written.id -Complete -Force
        (Get-PortalRequest $portal imbot.v2.Chat.Message.delete).Json.complete | Should -BeTrue
        @(Get-PortalMessage $portal chat5 | Where-Object text -eq 'secret').Count | Should -Be 0
    }

    It 'does not ask again with -Confirm:$false' {
        Send-B24BotMessage chat5 secret | Remove-B24BotMessage -Complete -Confirm:$false
        (Get-PortalRequest $portal imbot.v2.Chat.Message.delete).Json.complete | Should -BeTrue
    }

    It 'reports a message that still exists if the bot can read it' {
        $watcher = Register-B24Bot watcher Watcher -Type supervisor
        Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $watcher.BotId }
        $foreign = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = 'chat5'; text = 'not yours' }
        Remove-B24BotMessage $foreign.id -BotId $watcher.BotId -WarningAction SilentlyContinue -WarningVariable warning
        "$warning" | Should -Match 'was not removed'
        @(Get-PortalMessage $portal chat5)[-1].text | Should -BeExactly 'not yours'
        Send-B24BotMessage chat5 mine -BotId $watcher.BotId | Remove-B24BotMessage -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
    }

    It 'reads the bot once if it cannot read messages' {
        'a', 'b', 'c' | Send-B24BotMessage chat5 | Remove-B24BotMessage -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal imbot.v2.Bot.get).Count | Should -Be 1
        @(Get-PortalRequest $portal imbot.v2.Chat.Message.get).Count | Should -Be 0
    }

    It 'continues after a message that does not exist' {
        $sent = Send-B24BotMessage chat5 hi
        999999, $sent.MessageId | Remove-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem
        @($problem).Count | Should -Be 1
        @(Get-PortalRequest $portal imbot.v2.Chat.Message.delete).Count | Should -Be 2
    }
}

Describe '-WhatIf' {
    It 'sends nothing' {
        Reset-TestConnection $portal
        Add-B24BotReaction 789 like -WhatIf
        Remove-B24BotReaction 789 like -WhatIf
        Confirm-B24BotMessageRead chat5 -WhatIf
        Remove-B24BotMessage 789 -WhatIf
        Remove-B24BotMessage 789 -Complete -Force -WhatIf
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}

Describe 'Objects without a bot' {
    It 'are accepted, with the session''s default bot' {
        Reset-TestConnection $portal
        Register-B24UserEvent
        $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = 'chat5'; text = 'anybody?' }
        $event = Get-B24UserEvent | Select-Object -Last 1
        $event.BotId | Should -BeNullOrEmpty
        ($event | Send-B24BotMessage -Message 'Yes').BotId | Should -Be 456
        $event | Add-B24BotReaction -Reaction like
        $event | Confirm-B24BotMessageRead | Should -Not -BeNullOrEmpty
        (Get-Failure { Send-B24BotMessage chat5 x -BotId 0 }).ToString() | Should -Match '''0'' is neither a valid BotId nor a name'
    }
}
