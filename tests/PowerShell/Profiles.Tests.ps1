# Profiles store connections for unattended scripts in the account, so that scripts contain no secrets.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'Profiles' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $folder = New-TestProfileFolder $TestDrive
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'A profile of a webhook' {
        BeforeEach {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
        }

        It 'is saved without a request, and the session continues' {
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Get-B24Session).Profile | Should -BeExactly 'nightly'
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'opens a session with bot and token, without a request' {
            Reset-TestSession
            Connect-B24Profile nightly | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Send-B24BotMessage chat5 hello).BotId | Should -Be 456
        }

        It 'returns the session with -PassThru, with the name of the profile' {
            Reset-TestSession
            $session = Connect-B24Profile -Name nightly -PassThru
            $session.Name | Should -BeExactly 'nightly'
            $session.Profile | Should -BeExactly 'nightly'
            $session.Portal | Should -Be ([uri]$portal.address)
            $session.BotId | Should -Be 456
            "$($session.Kind)" | Should -BeExactly 'Webhook'
        }

        It 'opens in another process' {
            $child = Invoke-ChildPowerShell -Command 'Connect-B24Profile nightly; $null = Send-B24BotMessage chat5 "from another process" -ErrorAction Stop'
            $child.ErrorText | Should -BeNullOrEmpty
            $child.ExitCode | Should -Be 0
            @(Get-PortalMessage $portal chat5).text | Should -Be 'from another process'
        }

        It 'is opened from the output of Get-B24Profile' {
            Reset-TestSession
            Get-B24Profile nightly | Connect-B24Profile
            (Get-B24Session).Name | Should -BeExactly 'nightly'
        }

        It 'is replaced when it is saved again' {
            Connect-B24Webhook $portal.webhookUri -BotId 17 -BotToken other -SaveProfile nightly
            (Get-B24Profile nightly).BotId | Should -Be 17
            @(Get-B24Profile).Count | Should -Be 1
        }

        It 'can have another name than the session with -Name' {
            $session = Connect-B24Webhook $portal.webhookUri -Name day -SaveProfile other -PassThru
            $session.Name | Should -BeExactly 'day'
            $session.Profile | Should -BeExactly 'other'
        }

        It 'is not saved if the address is refused' {
            $null = Get-Failure { Connect-B24Webhook 'https://portal.example.com/rest/17/' -SaveProfile broken }
            @(Get-B24Profile).Name | Should -Be 'nightly'
        }
    }

    Context 'A profile of an OAuth application' {
        BeforeEach {
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
        }

        It 'opens a session with tokens, scope and bot, without a request' {
            Reset-TestSession
            $session = Connect-B24Profile app -PassThru
            @(Get-PortalRequest $portal).Count | Should -Be 0
            $session.ClientId | Should -BeExactly $portal.clientId
            $session.Scope | Should -BeExactly 'imbot,im'
            $session.BotId | Should -Be 457
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
            Update-B24Token -ErrorAction Stop
        }

        It 'keeps refreshed tokens for a second process' {
            Set-PortalTokenExpired $portal
            $null = Send-B24BotMessage chat5 first
            $child = Invoke-ChildPowerShell -Command 'Connect-B24Profile app; $null = Send-B24BotMessage chat5 second -ErrorAction Stop; Update-B24Token -ErrorAction Stop'
            $child.ErrorText | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).method | Should -Be @($send, 'oauth/token', $send, $send, 'oauth/token')
            @(Get-PortalRequest $portal oauth/token).status | Should -Be @(200, 200)
        }

        It 'provides tokens that another process refreshed, without another refresh' {
            Set-PortalTokenExpired $portal
            $child = Invoke-ChildPowerShell -Command 'Connect-B24Profile app; $null = Send-B24BotMessage chat5 first -ErrorAction Stop'
            $child.ErrorText | Should -BeNullOrEmpty
            $null = Send-B24BotMessage chat5 second -ErrorAction Stop
            @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
            @(Get-PortalMessage $portal chat5).text | Should -Be @('first', 'second')
        }

        It 'is refreshed once for several sessions that open it at the same time' {
            Skip-WithoutPowerShell7
            Set-PortalTokenExpired $portal
            1..5 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                Connect-B24Profile app
                $null = Send-B24BotMessage chat5 "from $_" -ErrorAction Stop
            } -ThrottleLimit 5
            @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
            @(Get-PortalMessage $portal chat5).Count | Should -Be 5
        }

        It 'takes precedence over an old refresh token that a task passes again' {
            Update-B24Token -ErrorAction Stop
            Reset-TestSession
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
            Update-B24Token -ErrorAction Stop
            Set-PortalTokenExpired $portal
            $null = Send-B24BotMessage chat5 hello -ErrorAction Stop
            @(Get-PortalRequest $portal oauth/token | Where-Object { $_.status -ne 200 }).Count | Should -Be 0
        }

        It 'also opens with Connect-B24OAuth without a token' {
            Reset-TestSession
            Connect-TestOAuth $portal -NoBot -Option @{ AccessToken = $null; RefreshToken = $null; Scope = $null; SaveProfile = 'app' }
            (Send-B24BotMessage chat5 hello).BotId | Should -Be 457
        }

        It 'is replaced by a new authorization code' {
            Set-PortalTokenRefusal $portal invalid_grant
            Update-B24Token -ErrorAction SilentlyContinue
            Set-PortalTokenRefusal $portal ''
            $new = Get-OAuthOption $portal @{ AccessToken = $null; RefreshToken = $null; Scope = $null }
            Connect-B24OAuth @new -AuthorizationCode (New-PortalCode $portal).code -SaveProfile app
            $granted = ConvertFrom-Json -InputObject @(Get-PortalRequest $portal oauth/token)[-1].answer
            Reset-TestSession
            Connect-B24Profile app
            $null = Send-B24BotMessage chat5 hello -ErrorAction Stop
            @(Get-PortalRequest $portal $send)[0].Json.auth | Should -BeExactly $granted.access_token
        }

        It 'is not changed if a parameter is missing' {
            $null = Get-Failure { Connect-TestOAuth $portal -Option @{ ClientSecret = (New-Object System.Security.SecureString); SaveProfile = 'app' } }
            Reset-TestSession
            Connect-B24Profile app
            Update-B24Token -ErrorAction Stop
            @(Get-PortalRequest $portal oauth/token)[0].status | Should -Be 200
        }

        It 'is replaced with -Force if it belongs to another portal or application' {
            Connect-B24OAuth portal.example.com id secret -AccessToken x -SaveProfile app -Force
            (Get-B24Profile app).Portal | Should -Be ([uri]'https://portal.example.com/')
        }
    }

    Context 'A profile with skipped certificate checks' {
        BeforeEach {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'any-certificate'; SkipCertificateCheck = $true; WarningAction = 'SilentlyContinue' }
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app'; SkipCertificateCheck = $true; WarningAction = 'SilentlyContinue' }
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'checked' }
        }

        It 'causes a warning each time it is opened: <_>' -ForEach 'any-certificate', 'app' {
            foreach ($time in 1..3) {
                $warned = $null
                Connect-B24Profile $_ -WarningVariable warned -WarningAction SilentlyContinue
                @($warned).Count | Should -Be 1 -Because "it is opened for the $time. time"
                "$warned" | Should -Match 'Certificates are not checked'
            }
        }

        It 'causes a warning in another process' {
            $child = Invoke-ChildPowerShell -Command 'Connect-B24Profile any-certificate; Connect-B24Profile any-certificate'
            $child.ErrorText | Should -BeNullOrEmpty
            [regex]::Matches($child.Output, 'Certificates are not checked').Count | Should -Be 2
        }

        It 'is the only profile that causes a warning' {
            Connect-B24Profile checked -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeNullOrEmpty
        }

        It 'causes no warning after it is saved again without skipped checks' {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'any-certificate' }
            Connect-B24Profile any-certificate -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeNullOrEmpty
        }
    }

    Context 'Get-B24Profile' {
        BeforeEach {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'night.2' }
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'App_1' }
        }

        It 'lists all profiles' {
            @(Get-B24Profile).Name | Sort-Object | Should -Be @('App_1', 'night.2', 'nightly')
        }

        It 'finds profiles by name and by wildcards' {
            (Get-B24Profile nightly).Name | Should -BeExactly 'nightly'
            @(Get-B24Profile n*).Name | Sort-Object | Should -Be @('night.2', 'nightly')
            @(Get-B24Profile a*, nightly).Name | Should -Be @('App_1', 'nightly')
            @(Get-B24Profile x*).Count | Should -Be 0
        }

        It 'shows portal, kind, bot, account, and time' {
            $info = Get-B24Profile App_1
            $info.Portal | Should -Be ([uri]$portal.address)
            "$($info.Kind)" | Should -BeExactly 'OAuth'
            $info.ClientId | Should -BeExactly $portal.clientId
            $info.BotId | Should -Be 457
            $info.Account | Should -Match ([regex]::Escape([Environment]::UserName))
            $info.SavedAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(-5))
            $info.FilePath | Should -Exist
        }

        It 'shows no secret in any format' {
            $code = ([uri]$portal.webhookUri).Segments[3].Trim('/')
            $all = Get-B24Profile
            $text = @(
                $all | Format-List * -Force | Out-String -Width 500
                $all | Format-Table | Out-String -Width 500
                ConvertTo-Json -InputObject $all -Depth 4 -WarningAction SilentlyContinue
                $all | ForEach-Object { "$_" }
            ) -join "`n"
            $text | Should -Match 'nightly'
            foreach ($secret in $code, 'my_bot_token', $portal.clientSecret, $portal.accessToken, $portal.refreshToken) {
                $text | Should -Not -Match ([regex]::Escape($secret))
            }
        }

        It 'returns nothing, and no error, if nothing was saved' {
            $null = New-TestProfileFolder $TestDrive
            @(Get-B24Profile -ErrorAction Stop).Count | Should -Be 0
        }
    }

    Context 'Remove-B24Profile' {
        BeforeEach {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'other' }
        }

        It 'removes all files of a profile' {
            Remove-B24Profile nightly
            @(Get-B24Profile).Name | Should -Be 'other'
            @(Get-ChildItem $folder -Force | Where-Object { $_.Name -like 'nightly*' }).Count | Should -Be 0
        }

        It 'removes several profiles, also from the pipeline' {
            Get-B24Profile | Remove-B24Profile
            @(Get-B24Profile).Count | Should -Be 0
        }

        It 'removes nothing with -WhatIf' {
            Remove-B24Profile nightly -WhatIf
            @(Get-B24Profile).Count | Should -Be 2
        }

        It 'continues after a profile that does not exist' {
            Remove-B24Profile no-such-profile, nightly -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ProfileNotFound'
            @(Get-B24Profile).Name | Should -Be 'other'
        }

        It 'does not end sessions that were opened from it' {
            Remove-B24Profile other
            (Send-B24BotMessage chat5 hello -ErrorAction Stop).MessageId | Should -BeGreaterThan 0
        }

        It 'does not end OAuth sessions, even when their token expires later' {
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
            Remove-B24Profile app
            Set-PortalTokenExpired $portal
            (Send-B24BotMessage chat5 hello -ErrorAction Stop).MessageId | Should -BeGreaterThan 0
        }

        It 'does not prevent a session from registering a bot' {
            Connect-TestWebhook $portal -NoBot -Option @{ SaveProfile = 'gone' }
            Remove-B24Profile gone
            (Register-B24Bot news 'News bot' -ErrorAction Stop).Code | Should -BeExactly 'news'
        }
    }

    Context 'On disk' {
        It 'is a file of mode 0600 in a folder of mode 0700' {
            Skip-WithoutUnixBuild
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
            Update-B24Token
            (Get-Item $folder).UnixMode | Should -BeExactly 'drwx------'
            $files = @(Get-ChildItem $folder -Filter *.json -Force)
            $files.Count | Should -Be 2
            $files.UnixMode | Select-Object -Unique | Should -BeExactly '-rw-------'
        }

        It 'gets mode 0600 even if a file with another mode existed' {
            Skip-WithoutUnixBuild
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            [System.IO.File]::SetUnixFileMode((Get-B24Profile nightly).FilePath, [System.IO.UnixFileMode]'UserRead, UserWrite, GroupRead, OtherRead')
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            (Get-Item (Get-B24Profile nightly).FilePath).UnixMode | Should -BeExactly '-rw-------'
        }

        It 'leaves no incomplete files' {
            Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
            Update-B24Token
            @(Get-ChildItem $folder -Force | Where-Object { $_.Name -notlike '*.json' -and $_.Name -notlike '*.lock' }).Count | Should -Be 0
        }

        It 'reports that it could not be written, and saves nothing' {
            $file = Join-Path $TestDrive 'a-file'
            Set-Content -Path $file -Value x
            $env:BITRIX24_IMBOT_PROFILES = $file
            $problem = Get-Failure { Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' } }
            Get-ErrorId $problem | Should -BeExactly 'ProfileNotWritten'
            $problem.Exception.Message | Should -Match 'nightly'
        }
    }

    Context 'A profile that cannot be opened' {
        It 'is reported if it does not exist, with account, folder, and advice' {
            $problem = Get-Failure { Connect-B24Profile nightly }
            Get-ErrorId $problem | Should -BeExactly 'ProfileNotFound'
            $problem.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $problem.TargetObject | Should -Be 'nightly'
            $problem.Exception.Message | Should -Match ([regex]::Escape([Environment]::UserName))
            $problem.Exception.Message | Should -Match ([regex]::Escape($folder))
            $problem.ErrorDetails.RecommendedAction | Should -Match '-SaveProfile'
        }

        It 'is reported if its name is invalid, and no file outside the folder is opened: ''<_>''' -ForEach @(
            '../nightly', 'a/b', 'a\b', '.hidden', '-x', 'a b', ('x' * 65), 'night*'
        ) {
            $problem = Get-Failure { Connect-B24Profile $_ }
            Get-ErrorId $problem | Should -BeExactly 'ProfileNameInvalid'
            $problem = Get-Failure { Connect-TestWebhook $portal -Option @{ SaveProfile = $_ } }
            Get-ErrorId $problem | Should -BeExactly 'ProfileNameInvalid'
        }

        It 'is reported if it is damaged: <Kind>' -ForEach @(
            @{ Kind = 'empty'; Text = '' }
            @{ Kind = 'no JSON'; Text = 'nonsense' }
            @{ Kind = 'an empty object'; Text = '{}' }
            @{ Kind = 'a list'; Text = '[1]' }
            @{ Kind = 'a text'; Text = '"x"' }
            @{ Kind = 'cut in half'; Text = $null }
        ) {
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'sound' }
            $file = (Get-B24Profile nightly).FilePath
            if ($null -eq $Text) {
                $whole = [System.IO.File]::ReadAllText($file)
                $Text = $whole.Substring(0, $whole.Length / 2)
            }

            [System.IO.File]::WriteAllText($file, $Text)
            $problem = Get-Failure { Connect-B24Profile nightly }
            Get-ErrorId $problem | Should -BeExactly 'ProfileUnreadable'
            $problem.CategoryInfo.Category | Should -Be 'ReadError'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'again'

            @(Get-B24Profile -ErrorAction SilentlyContinue -ErrorVariable problem).Name | Should -Be 'sound'
            Get-ErrorId $problem[0] | Should -BeExactly 'ProfileUnreadable'

            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Connect-B24Profile nightly
        }

        It 'is reported if the system does not support profiles of the machine' {
            Skip-OnWindows
            $problem = Get-Failure { Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly'; ProfileScope = 'LocalMachine' } }
            Get-ErrorId $problem | Should -BeExactly 'ProfileScopeUnsupported'
        }
    }
}
