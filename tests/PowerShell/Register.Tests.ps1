# Register-B24Bot and Get-B24Bot.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $register = 'imbot.v2.Bot.register'
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES

    # A picture of 1 x 1 pixel.
    $picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'Register-B24Bot' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $null = New-TestProfileFolder $TestDrive
        Connect-TestWebhook $portal -NoBot
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'With a webhook' {
        It 'creates a token of 40 letters and digits' {
            $null = Register-B24Bot news 'News bot'
            (Get-PortalBot $portal news).botToken | Should -MatchExactly '^[A-Za-z0-9]{40}$'
        }

        It 'creates a new token for each session' {
            $null = Register-B24Bot one One
            Connect-TestWebhook $portal -NoBot
            $null = Register-B24Bot two Two
            $tokens = @(Get-PortalRequest $portal $register | ForEach-Object { $_.Json.fields.botToken })
            $tokens[0] | Should -Not -Be $tokens[1]
        }

        It 'stores the token in the session, which then uses it' {
            $bot = Register-B24Bot news 'News bot'
            (Send-B24BotMessage 17 hello).BotId | Should -Be $bot.BotId
            @(Get-PortalRequest $portal imbot.v2.Chat.Message.send)[0].Json.botToken |
                Should -BeExactly @(Get-PortalRequest $portal $register)[0].Json.fields.botToken
        }

        It 'registers further bots with the token of the session' {
            $null = Register-B24Bot one One
            $null = Register-B24Bot two Two
            $tokens = @(Get-PortalRequest $portal $register | ForEach-Object { $_.Json.fields.botToken })
            $tokens[0] | Should -BeExactly $tokens[1]
            @(Get-B24Bot).Count | Should -Be 2
        }

        It 'returns the bot' {
            $bot = Register-B24Bot -Code news -DisplayName 'News bot' -WorkPosition Reporter
            $bot.BotId | Should -BeOfType [long]
            $bot.Code | Should -BeExactly 'news'
            $bot.Name | Should -BeExactly 'News bot'
            $bot.WorkPosition | Should -BeExactly 'Reporter'
            $bot.Type | Should -BeExactly 'bot'
            $bot.EventMode | Should -BeExactly 'fetch'
            @(Get-PortalBot $portal news)[0].id | Should -Be $bot.BotId
        }

        It 'makes the bot the session''s default bot' {
            $bot = Register-B24Bot news 'News bot'
            (Get-B24Session).BotId | Should -Be $bot.BotId
        }

        It 'does not replace an existing default bot' {
            Connect-TestWebhook $portal
            $bot = Register-B24Bot second Second
            $bot.BotId | Should -Not -Be 456
            (Get-B24Session | Select-Object -First 1).BotId | Should -Be 456
        }

        It 'accepts a token with -BotToken, as <Kind>' -ForEach @(
            @{ Kind = 'text'; Token = 'my own token' }
            @{ Kind = 'SecureString'; Token = $null }
        ) {
            $given = if ($Token) { $Token } else { ConvertTo-SecureText 'my own token' }
            $null = Register-B24Bot news 'News bot' -BotToken $given
            @(Get-PortalRequest $portal)[0].Json.fields.botToken | Should -BeExactly 'my own token'
            (Send-B24BotMessage 17 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'refuses a token of <Length> characters and sends nothing' -ForEach @(
            @{ Length = 0; Token = '' }
            @{ Length = 0; Token = $null }
            @{ Length = 41; Token = 'x' * 41 }
        ) {
            $null = Register-B24Bot news 'News bot' -BotToken $Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotTokenLengthInvalid'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'reports all differences of the existing bot' {
            $null = Register-B24Bot news News -BotToken t -LastName Bot -WorkPosition Reporter -WarningVariable quiet
            $quiet | Should -BeNullOrEmpty
            $null = Register-B24Bot news News -LastName Robot -WorkPosition Editor -Hidden -NoReactions -BackgroundId mint -WarningAction SilentlyContinue -WarningVariable warning
            foreach ($what in "last name is 'Bot' instead of 'Robot'", "position is 'Reporter' instead of 'Editor'", "hidden is 'no'", "reactions disabled is 'no'", "background is 'none'") {
                "$warning" | Should -Match ([regex]::Escape($what))
            }
        }

        It 'returns the existing bot with the same code, unchanged' {
            $first = Register-B24Bot news 'News bot'
            $second = Register-B24Bot news 'Another name' -Type supervisor
            $second.BotId | Should -Be $first.BotId
            $second.Name | Should -BeExactly 'News bot'
            $second.Type | Should -BeExactly 'bot'
            @(Get-PortalBot $portal news).Count | Should -Be 1
        }

        It 'reports a code that is used with another token' {
            $null = Register-B24Bot news 'News bot'
            Connect-B24Webhook $portal.webhookUri
            $null = Register-B24Bot news 'News bot' -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotCodeTaken'
            $problem[0].Exception.PortalCode | Should -BeExactly 'BOT_CODE_ALREADY_TAKEN'
            $problem[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $problem[0].TargetObject | Should -Be 'news'
            (Get-B24Session | Select-Object -First 1).BotId | Should -BeNullOrEmpty
        }

        It 'keeps the token if the answer is lost, so that registering again finds the bot' {
            Connect-TestWebhook $portal -NoBot -NoRepeat
            Add-PortalFault $portal AnswerLost $register
            $null = Register-B24Bot news 'News bot' -ErrorAction SilentlyContinue -ErrorVariable problem
            "$($problem[0].Exception.Outcome)" | Should -BeExactly 'Unknown'
            $bot = Register-B24Bot news 'News bot' -ErrorAction Stop
            @(Get-PortalBot $portal news)[0].id | Should -Be $bot.BotId
            (Send-B24BotMessage 17 hello).BotId | Should -Be $bot.BotId
        }

        It 'registers several bots from the pipeline' {
            $bots = @(
                [pscustomobject]@{ Code = 'one'; DisplayName = 'One'; Type = 'bot' }
                [pscustomobject]@{ Code = 'two'; DisplayName = 'Two'; Type = 'supervisor' }
            ) | Register-B24Bot
            $bots.Code | Should -Be @('one', 'two')
            $bots.Type | Should -Be @('bot', 'supervisor')
            (Get-B24Session).BotId | Should -Be $bots[0].BotId
        }

        It 'sends nothing and changes nothing with -WhatIf' {
            Register-B24Bot news 'News bot' -WhatIf | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Get-B24Session).BotId | Should -BeNullOrEmpty
        }
    }

    Context 'Parameters' {
        It 'take effect on the portal' {
            $file = Join-Path $TestDrive 'picture.png'
            [System.IO.File]::WriteAllBytes($file, $picture)
            $bot = Register-B24Bot -Code full -DisplayName Full -BotToken token -Type supervisor -EventMode webhook -WebhookUri https://bot.example.com/hook?a=1 `
                -LastName Bot -WorkPosition Helper -Color azure -Gender F -AvatarPath $file -Hidden -NoReactions -SupportOpenline -BackgroundId teal
            $stored = Get-PortalBot $portal full
            $stored.name, $stored.type, $stored.botToken, $stored.backgroundId | Should -Be 'Full Bot', 'supervisor', 'token', 'teal'
            $stored.eventMode, $stored.webhookUrl | Should -Be 'webhook', 'https://bot.example.com/hook?a=1'
            $stored.isHidden, $stored.isReactionsEnabled, $stored.isSupportOpenline | Should -Be $true, $false, $true
            $bot.User.WorkPosition, $bot.User.Gender, $bot.User.Color | Should -Be 'Helper', 'F', '#29619b'
            $bot.User.Avatar | Should -Not -BeNullOrEmpty
        }

        It 'are not sent if omitted, so that the portal uses its defaults' {
            $bot = Register-B24Bot plain Plain
            $bot.IsHidden | Should -BeFalse
            $bot.IsReactionsEnabled | Should -BeTrue
            $bot.IsSupportOpenline | Should -BeFalse
        }

        It 'accept a path of a PowerShell drive for a picture' {
            [System.IO.File]::WriteAllBytes((Join-Path $TestDrive 'picture.png'), $picture)
            $null = Register-B24Bot pic Picture -AvatarPath TestDrive:/picture.png -ErrorAction Stop
            @(Get-PortalRequest $portal)[0].Json.fields.properties.avatar | Should -BeExactly ([Convert]::ToBase64String($picture))
        }

        It 'are refused before anything is sent if the picture cannot be read' {
            $null = Register-B24Bot pic Picture -AvatarPath (Join-Path $TestDrive no-such-file.png) -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'FileUnreadable'
            $problem[0].CategoryInfo.Category | Should -Be 'ReadError'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'are refused before anything is sent: mode webhook without an address' {
            $null = Register-B24Bot hook Hook -EventMode webhook -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'WebhookUriMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Get-B24Session).BotId | Should -BeNullOrEmpty
        }
    }

    Context 'With OAuth' {
        BeforeEach {
            Reset-TestSession
            Connect-TestOAuth $portal -NoBot
        }

        It 'sends no bot token anywhere' {
            $null = Register-B24Bot news 'News bot'
            $null = Send-B24BotMessage 17 hello
            foreach ($request in Get-PortalRequest $portal) {
                $request.body | Should -Not -Match 'bot_?token'
                $request.Json.auth | Should -BeExactly $portal.accessToken
            }
        }

        It 'warns that -BotToken is not used, and does not send it' {
            $null = Register-B24Bot news 'News bot' -BotToken mine -WarningVariable warning -WarningAction SilentlyContinue
            "$warning" | Should -Match 'OAuth'
            @(Get-PortalRequest $portal)[0].body | Should -Not -Match 'mine'
        }

        It 'also makes the bot the default bot' {
            $bot = Register-B24Bot news 'News bot'
            (Get-B24Session).BotId | Should -Be $bot.BotId
        }
    }

    Context 'In a saved profile' {
        It 'stores the bot and the token of a webhook, so that another process can send' {
            Reset-TestSession
            Connect-B24Webhook $portal.webhookUri -SaveProfile nightly
            $bot = Register-B24Bot news 'News bot'
            (Get-B24Profile nightly).BotId | Should -Be $bot.BotId
            $child = Invoke-ChildPowerShell -Command 'Connect-B24Profile nightly; (Send-B24BotMessage 17 "from another process" -ErrorAction Stop).BotId'
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output | Should -Be "$($bot.BotId)"
            @(Get-PortalMessage $portal 17).text | Should -Be 'from another process'
        }

        It 'stores the token on disk before it is sent' {
            Reset-TestSession
            Connect-TestWebhook $portal -NoBot -NoRepeat -Option @{ SaveProfile = 'nightly' }
            Add-PortalFault $portal AnswerLost $register
            $null = Register-B24Bot news 'News bot' -ErrorAction SilentlyContinue
            Reset-TestSession
            Connect-B24Profile nightly
            $bot = Register-B24Bot news 'News bot' -ErrorAction Stop
            $bot.Code | Should -BeExactly 'news'
        }

        It 'stores the bot of an OAuth application' {
            Reset-TestSession
            Connect-TestOAuth $portal -NoBot -Option @{ SaveProfile = 'app' }
            $bot = Register-B24Bot news 'News bot'
            Reset-TestSession
            Connect-B24Profile app
            (Send-B24BotMessage 17 hello).BotId | Should -Be $bot.BotId
        }
    }
}

Describe 'Get-B24Bot' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'lists the caller''s own bots' {
        $bots = @(Get-B24Bot)
        $bots.BotId | Should -Be 456
        $bots[0].Code | Should -BeExactly 'docs_bot'
        $bots[0].Name | Should -Match 'Docs'
    }

    It 'lists all bots of several pages, each once' {
        foreach ($number in 1..119) {
            $null = Register-B24Bot "bot$number" "Bot $number"
        }

        Clear-PortalRequest $portal
        $bots = @(Get-B24Bot)
        $bots.Count | Should -Be 120
        @($bots.BotId | Select-Object -Unique).Count | Should -Be 120
        @(Get-PortalRequest $portal).Count | Should -Be 3
    }

    It 'reads only one page if it is enough, also with exactly 50 bots' {
        foreach ($number in 1..49) {
            $null = Register-B24Bot "bot$number" "Bot $number"
        }

        @(Get-B24Bot).Count | Should -Be 50
        Clear-PortalRequest $portal
        @(Get-B24Bot -First 50).Count | Should -Be 50
        @(Get-B24Bot -First 3).Count | Should -Be 3
        @(Get-B24Bot | Select-Object -First 2).Count | Should -Be 2
        @(Get-PortalRequest $portal).Count | Should -Be 3
        @(Get-PortalRequest $portal)[1].Json.limit | Should -Be 3
    }

    It 'returns at most -First bots across pages' {
        foreach ($number in 1..59) {
            $null = Register-B24Bot "bot$number" "Bot $number"
        }

        @(Get-B24Bot -First 55).Count | Should -Be 55
    }

    It 'lists bots of a type' {
        $null = Register-B24Bot watcher Watcher -Type supervisor
        @(Get-B24Bot -Type supervisor).Code | Should -Be 'watcher'
        @(Get-B24Bot -Type bot).Code | Should -Be 'docs_bot'
    }

    It 'returns bots by ID, by position, and from the pipeline' {
        (Get-B24Bot -BotId 456).Code | Should -BeExactly 'docs_bot'
        @(Get-B24Bot 456, 457).Code | Should -Be @('docs_bot', 'docs_oauth_bot')
        @(456, 457 | Get-B24Bot).Code | Should -Be @('docs_bot', 'docs_oauth_bot')
        @(Get-B24Bot | Get-B24Bot).Code | Should -Be 'docs_bot'
        ([pscustomobject]@{ BotId = 457 } | Get-B24Bot).Code | Should -BeExactly 'docs_oauth_bot'
    }

    It 'returns bots by code' {
        @(Get-B24Bot -Code docs_oauth_bot, docs_bot).BotId | Should -Be @(457, 456)
    }

    It 'shows no owner data of another application''s bot' {
        (Get-B24Bot 457).EventMode | Should -BeNullOrEmpty
        (Get-B24Bot 456).EventMode | Should -BeExactly 'fetch'
    }

    It 'reports a bot that does not exist, and continues' {
        $bots = @(Get-B24Bot 999, 456 -ErrorAction SilentlyContinue -ErrorVariable problem)
        $bots.BotId | Should -Be 456
        $problem.Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'BotNotFound'
        $problem[0].TargetObject | Should -Be 999
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $null = Get-B24Bot -Code nobody -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'BotNotFound'
    }
}
