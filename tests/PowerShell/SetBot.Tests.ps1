# Set-B24Bot, Unregister-B24Bot, and the warning of Register-B24Bot.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES
    $update = 'imbot.v2.Bot.update'

    function Connect-ForTest {
        $null = New-TestProfileFolder $TestDrive
        Reset-TestConnection $portal
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'Set-B24Bot' {
    BeforeEach {
        Connect-ForTest
    }

    It 'reads the bot first, and keeps its last name and position' {
        Set-B24Bot -DisplayName Duty | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal).method | Should -Be 'imbot.v2.Bot.get', $update
        $bot = Get-B24Bot 456
        $bot.Name | Should -BeExactly 'Duty Bot'
        $bot.WorkPosition | Should -BeExactly 'Chat bot'
    }

    It 'keeps position and gender if they are not given' {
        $null = Register-B24Bot clerk Clerk -LastName Smith -WorkPosition Accountant -Gender F
        $bot = Get-B24Bot -Code clerk | Set-B24Bot -LastName Jones -Color mint -PassThru
        $bot.Name | Should -BeExactly 'Clerk Jones'
        $bot.WorkPosition | Should -BeExactly 'Accountant'
        $bot.User.Gender | Should -BeExactly 'F'
        $bot.Code | Should -BeExactly 'clerk'
    }

    It 'removes a last name with an empty text' {
        (Set-B24Bot -LastName '' -PassThru).Name | Should -BeExactly 'Docs'
    }

    It 'reads nothing if no property changes' {
        Set-B24Bot 456 -Hidden $true -NoReactions $true -SupportOpenline $false -BackgroundId teal
        @(Get-PortalRequest $portal).Count | Should -Be 1
        $stored = Get-PortalBot $portal docs_bot
        $stored.isHidden, $stored.isReactionsEnabled, $stored.isSupportOpenline, $stored.backgroundId | Should -Be $true, $false, $false, 'teal'
        Set-B24Bot 456 -Hidden $false -NoReactions $false -BackgroundId none
        $bot = Get-B24Bot 456
        $bot.IsHidden | Should -BeFalse
        $bot.IsReactionsEnabled | Should -BeTrue
        $bot.BackgroundId | Should -BeNullOrEmpty
    }

    It 'refuses <Why> before anything is changed' -ForEach @(
        @{ Why = 'nothing to change'; Call = @{}; Id = 'NothingToChange' }
        @{ Why = 'mode webhook without an address'; Call = @{ EventMode = 'webhook' }; Id = 'WebhookUriMissing' }
        @{ Why = 'no address at all'; Call = @{ EventMode = 'webhook'; WebhookUri = 'somewhere' }; Id = 'WebhookUriInvalid' }
        @{ Why = 'an address for a bot in mode fetch'; Call = @{ WebhookUri = 'https://a.example.com/' }; Id = 'WebhookUriUnused' }
        @{ Why = 'a token that is not set'; Call = @{ NewBotToken = $null }; Id = 'BotTokenLengthInvalid' }
    ) {
        Set-B24Bot @Call -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        @(Get-PortalRequest $portal $update).Count | Should -Be 0
    }

    It 'warns that a change from fetch to webhook deletes pending events, and not if only the address changes' {
        Set-B24Bot -EventMode webhook -WebhookUri https://a.example.com/x -WarningAction SilentlyContinue -WarningVariable warning
        "$warning" | Should -Match 'not fetched'
        Set-B24Bot -WebhookUri https://b.example.com/y -WarningVariable quiet
        $quiet | Should -BeNullOrEmpty
        (Get-PortalBot $portal docs_bot).webhookUrl | Should -BeExactly 'https://b.example.com/y'
    }

    It 'sends nothing with -WhatIf' {
        Set-B24Bot -DisplayName x -NewBotToken y -PassThru -WhatIf | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'continues after a bot that does not exist' {
        999, 456 | Set-B24Bot -Hidden $true -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'BotNotFound'
        (Get-B24Bot 456).IsHidden | Should -BeTrue
    }
}

Describe 'Set-B24Bot -NewBotToken' {
    BeforeEach {
        Connect-ForTest
    }

    It 'stores the new token in the session and the profile' {
        Connect-TestWebhook $portal -NoRepeat -Option @{ SaveProfile = 'nightly' }
        Set-B24Bot -NewBotToken (ConvertTo-SecureText 'next-token')
        (Send-B24BotMessage chat5 hello).BotId | Should -Be 456
        Connect-B24Profile nightly
        (Send-B24BotMessage chat5 hello).BotId | Should -Be 456
        (Get-PortalBot $portal docs_bot).botToken | Should -BeExactly 'next-token'
    }

    It 'keeps the old token if the portal refuses' {
        $null = Register-B24Bot other Other
        $other = Get-B24Bot -Code other
        Set-B24Bot $other -NewBotToken other-token -WarningAction SilentlyContinue
        Set-B24Bot 456 -NewBotToken other-token -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].Exception.PortalCode | Should -BeExactly 'BOT_TOKEN_ROTATION_FAILED'
        (Send-B24BotMessage chat5 hello).BotId | Should -Be 456
    }

    It 'keeps the token of the session''s default bot if another bot''s token changes' {
        $other = Register-B24Bot other Other
        $other | Set-B24Bot -NewBotToken other-token -WarningAction SilentlyContinue -WarningVariable warning
        "$warning" | Should -Match 'still uses the token of bot 456'
        (Send-B24BotMessage chat5 hello).BotId | Should -Be 456
    }

    It 'is an error with OAuth' {
        Connect-TestOAuth $portal -NoRepeat
        Set-B24Bot -NewBotToken x -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'BotTokenUnderOAuth'
        @(Get-PortalRequest $portal $update).Count | Should -Be 0
    }
}

Describe 'Unregister-B24Bot' {
    BeforeEach {
        Connect-ForTest
    }

    It 'removes the bots that Get-B24Bot returns' {
        $null = Register-B24Bot other Other
        Get-B24Bot | Unregister-B24Bot -Confirm:$false
        @(Get-PortalBot $portal).code | Should -Be 'docs_oauth_bot'
    }

    It 'continues after a bot of another application' {
        457, 456 | Unregister-B24Bot -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'BotOfAnotherOwner'
        @(Get-PortalBot $portal).code | Should -Be 'docs_oauth_bot'
    }

    It 'does not use the session''s default bot' {
        $parameter = (Get-Command Unregister-B24Bot).Parameters.BotId
        @($parameter.ParameterSets.Values)[0].IsMandatory | Should -BeTrue
    }

    It 'removes nothing with -WhatIf' {
        Get-B24Bot | Unregister-B24Bot -WhatIf
        @(Get-PortalRequest $portal imbot.v2.Bot.unregister).Count | Should -Be 0
    }
}

Describe 'Register-B24Bot with an existing code' {
    BeforeEach {
        Connect-ForTest
        $null = Register-B24Bot news News
    }

    It 'warns of <What>' -ForEach @(
        @{ What = 'another name'; Call = @{ DisplayName = 'Other' }; Expected = "name is 'News'" }
        @{ What = 'another type'; Call = @{ DisplayName = 'News'; Type = 'supervisor' }; Expected = "type is 'bot'" }
        @{ What = 'another event mode'; Call = @{ DisplayName = 'News'; EventMode = 'webhook'; WebhookUri = 'https://a.example.com/' }; Expected = "event mode is 'fetch'" }
    ) {
        $bot = Register-B24Bot news @Call -WarningAction SilentlyContinue -WarningVariable warning
        $bot.Name | Should -BeExactly 'News'
        "$warning" | Should -Match $Expected
    }

    It 'does not warn if nothing differs' {
        $null = Register-B24Bot news News -Type bot -EventMode fetch -WarningVariable warning
        $warning | Should -BeNullOrEmpty
    }
}
