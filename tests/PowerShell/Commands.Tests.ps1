# Slash commands of bots.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function Get-PortalCommand {
        Invoke-PortalControl $portal GET commands
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'Register-B24BotCommand' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'registers a command with its texts and flags, and returns it' {
        $command = Register-B24BotCommand /weather -Title ([ordered]@{ en = 'Weather'; DE = 'Wetter' }) -CommandParameter @{ en = 'town' } -Common -ExtranetSupport
        $stored = Get-PortalCommand
        $stored.command, $stored.title.en, $stored.title.de, $stored.params.en | Should -Be 'weather', 'Weather', 'Wetter', 'town'
        $stored.isCommon, $stored.isHidden, $stored.isForExtranet | Should -Be $true, $false, $true
        $command.Command | Should -BeExactly '/weather'
        $command.CommandId | Should -BeOfType [long]
        $command.IsCommon | Should -BeTrue
    }

    It 'uses a single text as the English one' {
        $null = Register-B24BotCommand ping Ping
        (Get-PortalRequest $portal).Json.fields.title.en | Should -BeExactly 'Ping'
    }

    It 'accepts commands from objects' {
        $null = [pscustomobject]@{ Command = 'one'; Title = 'One' }, [pscustomobject]@{ Command = 'two'; Title = 'Two' } | Register-B24BotCommand
        @(Get-PortalCommand).command | Should -Be 'one', 'two'
    }

    It 'refuses <Why> before anything is sent, and continues' -ForEach @(
        @{ Why = 'a name of two words'; Bad = @{ Command = 'two words'; Title = 'x' }; Id = 'CommandNameInvalid' }
        @{ Why = 'a visible command without title'; Bad = @{ Command = 'bare' }; Id = 'CommandTitleMissing' }
        @{ Why = 'parameters without a title'; Bad = @{ Command = 'bare'; Title = @{ de = 'x' }; CommandParameter = 'town' }; Id = 'CommandTitleMissing' }
    ) {
        $null = [pscustomobject]$Bad, [pscustomobject]@{ Command = 'good'; Title = 'Good' } |
            Register-B24BotCommand -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        @(Get-PortalRequest $portal).Count | Should -Be 1
    }

    It 'refuses a language that is not a two-letter code' {
        (Get-Failure { Register-B24BotCommand ping -Title @{ english = 'Ping' } }).ToString() | Should -Match 'two-letter'
    }

    It 'warns when the existing command differs' {
        $null = Register-B24BotCommand ping Ping
        $again = Register-B24BotCommand ping Ping -Common -WarningAction SilentlyContinue -WarningVariable warning
        $again.IsCommon | Should -BeFalse
        "$warning" | Should -Match 'already exists'
        $null = Register-B24BotCommand ping Ping -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
    }
}

Describe 'Get-B24BotCommand' {
    BeforeEach {
        Reset-TestConnection $portal
        $ping = Register-B24BotCommand ping Ping
        $pong = Register-B24BotCommand pong Pong
    }

    It 'returns the bot''s own commands' {
        $commands = @(Get-B24BotCommand)
        $commands.Command | Should -Be '/ping', '/pong'
        $commands[0].Title | Should -BeExactly 'Ping'
        $commands[0].IsHidden | Should -BeNullOrEmpty
    }

    It 'returns the six built-in commands on request' {
        $commands = @(Get-B24BotCommand -IncludeBuiltIn)
        $commands.Count | Should -Be 8
        $builtIn = @($commands | Where-Object IsBuiltIn)
        $builtIn.Count | Should -Be 6
        $builtIn | Where-Object { $null -ne $_.CommandId } | Should -BeNullOrEmpty
    }

    It 'finds commands by name and by id' {
        (Get-B24BotCommand 'pi*').Command | Should -BeExactly '/ping'
        (Get-B24BotCommand /pong).Command | Should -BeExactly '/pong'
        (Get-B24BotCommand -CommandId $pong.CommandId).Command | Should -BeExactly '/pong'
    }

    It 'is shown in a table' {
        Get-B24BotCommand | Out-String -Width 120 | Should -Match 'CommandId\s+BotId\s+Command\s+Title\s+IsCommon'
    }
}

Describe 'Set-B24BotCommand and Unregister-B24BotCommand' {
    BeforeEach {
        Reset-TestConnection $portal
        $command = Register-B24BotCommand weather -Title @{ en = 'Weather'; de = 'Wetter' } -Common
        Clear-PortalRequest $portal
    }

    It 'changes the given properties' {
        Set-B24BotCommand $command -Common $false | Should -BeNullOrEmpty
        $stored = Get-PortalCommand
        $stored.isCommon, $stored.title.en, $stored.title.de | Should -Be $false, 'Weather', 'Wetter'
    }

    It 'renames and returns the command' {
        $changed = Get-B24BotCommand weather | Set-B24BotCommand -Command /forecast -Hidden $true -PassThru
        $changed.Command | Should -BeExactly '/forecast'
        $changed.IsHidden | Should -BeTrue
        @(Get-PortalCommand)[0].title.de | Should -BeExactly 'Wetter'
    }

    It 'removes a language with $null' {
        Set-B24BotCommand $command.CommandId -Title @{ de = $null }
        @(Get-PortalCommand)[0].title.PSObject.Properties.Name | Should -Be 'en'
    }

    It 'refuses parameter texts alone, and a call without changes' {
        Set-B24BotCommand $command -CommandParameter town -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'CommandTitleMissing'
        Set-B24BotCommand $command -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'NothingToChange'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'removes commands, and continues after a command that does not exist' {
        $ids = 99999, $command.CommandId
        Unregister-B24BotCommand $ids -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].Exception.PortalCode | Should -BeExactly 'COMMAND_NOT_FOUND'
        @(Get-PortalCommand).Count | Should -Be 0
    }

    It 'removes all commands that Get-B24BotCommand returns' {
        $null = Register-B24BotCommand ping Ping
        Get-B24BotCommand | Unregister-B24BotCommand
        @(Get-PortalCommand).Count | Should -Be 0
    }
}

Describe 'Send-B24BotCommandAnswer' {
    BeforeEach {
        Reset-TestConnection $portal
        $command = Register-B24BotCommand ping Ping
        $call = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = '456'; text = '/ping' }
        $called = [pscustomobject]@{ CommandId = $command.CommandId; MessageId = $call.id; DialogId = '17'; BotId = 456 }
    }

    It 'answers in the chat of the call' {
        $called | Send-B24BotCommandAnswer Pong | Should -BeNullOrEmpty
        @(Get-PortalMessage $portal "chat$($call.chatId)")[-1].text | Should -BeExactly 'Pong'
    }

    It 'answers with a system message without a preview' {
        $called | Send-B24BotCommandAnswer -Message 'https://example.com' -System -NoUrlPreview
        $answer = @(Get-PortalMessage $portal "chat$($call.chatId)")[-1]
        $answer.isSystem, $answer.urlPreview | Should -Be $true, $false
    }

    It 'answers with an attachment and a keyboard in their full form, and with the attachment alone' {
        $table = [pscustomobject]@{ Name = 'web' } | ConvertTo-B24Attachment
        $called | Send-B24BotCommandAnswer -Attachment $table -Keyboard (New-B24Keyboard (New-B24KeyboardButton Again -Command ping))
        $fields = (Get-PortalRequest $portal imbot.v2.Command.answer).Json.fields
        @($fields.PSObject.Properties.Name) | Should -Be 'attach', 'keyboard'
        $fields.attach.BLOCKS.Count | Should -BeGreaterThan 0
        $fields.keyboard.BOT_ID | Should -Be 456
        $fields.keyboard.BUTTONS[0].COMMAND | Should -BeExactly 'ping'
    }

    It 'splits long answers, and sends logs unchanged' {
        $called | Send-B24BotCommandAnswer ((1..3000 | ForEach-Object { "line number $_" }) -join "`n") -Split
        @(Get-PortalRequest $portal imbot.v2.Command.answer).Count | Should -Be 3
        $called | Send-B24BotCommandAnswer '[b]not bold[/b]' -PlainText
        (Get-PortalRequest $portal imbot.v2.Command.answer)[-1].Json.fields.message | Should -Not -Match '\[b\]'
    }

    It 'warns when the answer comes too late' {
        $called | Add-Member Date ([DateTimeOffset]::UtcNow.AddMinutes(-11))
        $called | Send-B24BotCommandAnswer Pong -DialogId chat5 -WarningAction SilentlyContinue -WarningVariable warning
        "$warning" | Should -Match '11 minutes ago'
        $called.Date = [DateTimeOffset]::UtcNow.AddMinutes(-9)
        $called | Send-B24BotCommandAnswer Pong -DialogId chat5 -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
    }

    It 'does not warn in a private dialog, where an answer to a person''s message always arrives' {
        Send-B24BotCommandAnswer Pong -CommandId $called.CommandId -MessageId $called.MessageId -DialogId 17 -Date ([DateTimeOffset]::UtcNow.AddMinutes(-11)) -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
    }

    It 'refuses an empty answer, and objects that are not text' {
        $called | Send-B24BotCommandAnswer ' ' -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
        { $called | Send-B24BotCommandAnswer @{ a = 1 } } | Should -Throw
        @(Get-PortalRequest $portal imbot.v2.Command.answer).Count | Should -Be 0
    }

    It 'sends nothing with -WhatIf, like the other command cmdlets' {
        Clear-PortalRequest $portal
        $called | Send-B24BotCommandAnswer Pong -WhatIf
        Register-B24BotCommand other Other -WhatIf
        Set-B24BotCommand $command -Common $true -WhatIf
        Unregister-B24BotCommand $command -WhatIf
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}
