# The examples of the documentation page "How to Call Chatbot Methods" with this module: the acceptance table of the project's issue.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $webhookPath = ([uri]$portal.webhookUri).AbsolutePath
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'The documentation''s examples' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'The curl example with an incoming webhook' {
        BeforeEach {
            Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken 'my_bot_token'
            $sent = Send-B24BotMessage -DialogId chat5 -Message 'Enter search string'
            $request = @(Get-PortalRequest $portal)
        }

        It 'is one POST to the address of the webhook, followed by the method' {
            $request.Count | Should -Be 1
            $request[0].httpMethod | Should -BeExactly 'POST'
            $request[0].path | Should -BeExactly "$webhookPath$send"
            $request[0].query | Should -BeExactly ''
        }

        It 'has a new templateId for each message' {
            $null = Send-B24BotMessage -DialogId chat5 -Message 'Enter search string'
            $keys = @(Get-PortalRequest $portal $send | ForEach-Object { $_.Json.fields.templateId })
            $keys.Count | Should -Be 2
            $keys[0] | Should -Not -Be $keys[1]
        }

        It 'sends the version of the module to the portal' {
            $request[0].headers.'User-Agent' | Should -BeExactly "Bitrix24.Imbot/$((Get-Module Bitrix24.Imbot).Version)"
        }

        It 'arrives in the chat, and returns its ID' {
            $message = @(Get-PortalMessage $portal chat5)
            $message.Count | Should -Be 1
            $message[0].text | Should -BeExactly 'Enter search string'
            $message[0].authorId | Should -Be 456
            $sent.MessageId | Should -Be $message[0].id
            $sent.DialogId | Should -BeExactly 'chat5'
        }
    }

    Context 'The curl example with OAuth' {
        BeforeEach {
            Connect-TestOAuth $portal
            $sent = Send-B24BotMessage -DialogId chat5 -Message 'Enter search string'
            $request = @(Get-PortalRequest $portal)
        }

        It 'is one POST to /rest/, followed by the method, with no secret in the address' {
            $request.Count | Should -Be 1
            $request[0].httpMethod | Should -BeExactly 'POST'
            $request[0].path | Should -BeExactly "/rest/$send"
            $request[0].query | Should -BeExactly ''
        }

        It 'arrives in the chat, and returns its ID' {
            $message = @(Get-PortalMessage $portal chat5)
            $message.Count | Should -Be 1
            $message[0].authorId | Should -Be 457
            $sent.MessageId | Should -Be $message[0].id
        }
    }

    Context 'The callMethod, core->call and CRest::call examples' {
        It 'return an object with the ID of the message in the chat, with <Kind>' -ForEach @(
            @{ Kind = 'an incoming webhook'; BotId = 456; Connect = { Connect-TestWebhook $portal } }
            @{ Kind = 'OAuth'; BotId = 457; Connect = { Connect-TestOAuth $portal } }
        ) {
            & $Connect
            $result = Invoke-B24Method imbot.v2.Chat.Message.send @{ botId = $BotId; dialogId = 'chat5'; fields = @{ message = 'Enter search string' } }
            $result.id | Should -BeOfType [long]
            $message = @(Get-PortalMessage $portal chat5)
            $message.Count | Should -Be 1
            $message[0].id | Should -Be $result.id
            $message[0].text | Should -BeExactly 'Enter search string'
        }

        It 'accept a method in any letter case' {
            Connect-TestWebhook $portal
            $null = Invoke-B24Method IMBOT.V2.CHAT.MESSAGE.SEND.JSON @{ botId = 456; dialogId = 'chat5'; fields = @{ message = 'x' } }
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }
    }

    Context 'result.error() and $result[''error'']' {
        It 'is an ErrorRecord with the portal''s code, the HTTP status, the method, and advice, from <Cmdlet>' -ForEach @(
            @{ Cmdlet = 'Send-B24BotMessage'; Call = { Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem; $problem } }
            @{
                Cmdlet = 'Invoke-B24Method'
                Call   = {
                    Invoke-B24Method imbot.v2.Chat.Message.send @{ botId = 456; dialogId = 'chat5'; fields = @{ message = 'hello' } } `
                        -ErrorAction SilentlyContinue -ErrorVariable problem
                    $problem
                }
            }
        ) {
            Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken 'another_token'
            $problem = @(& $Call)
            $problem.Count | Should -Be 1
            $problem[0] | Should -BeOfType [System.Management.Automation.ErrorRecord]
            Get-ErrorId $problem[0] | Should -BeExactly 'BotOfAnotherOwner'
            $problem[0].Exception.PortalCode | Should -BeExactly 'BOT_OWNERSHIP_ERROR'
            $problem[0].Exception.HttpStatus | Should -Be 400
            $problem[0].Exception.Method | Should -BeExactly $send
            $problem[0].Exception.Attempts | Should -Be 1
            "$($problem[0].Exception.Outcome)" | Should -BeExactly 'Refused'
            $problem[0].ErrorDetails.RecommendedAction | Should -Match 'token'
            $problem[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'keeps the portal''s code and description if the module has no ID for it' {
            Connect-TestWebhook $portal
            Add-PortalFault $portal Status $send -Option @{ status = 400; error = 'SOME_NEW_CODE' }
            $null = Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PortalRefused'
            $problem[0].Exception.PortalCode | Should -BeExactly 'SOME_NEW_CODE'
            $problem[0].Exception.PortalMessage | Should -Match 'SOME_NEW_CODE'
            $problem[0].Exception.Message | Should -Match 'SOME_NEW_CODE'
            $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'recognizes the portal''s codes in any letter case' {
            Connect-TestWebhook $portal
            Add-PortalFault $portal Status $send -Option @{ status = 400; error = 'chat_not_found' }
            $null = Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
        }
    }

    Context 'restAuth: Update-B24Token' {
        Context 'An OAuth session' {
            It 'replaces both tokens in the session' {
                Connect-TestOAuth $portal
                Update-B24Token
                $granted = ConvertFrom-Json -InputObject @(Get-PortalRequest $portal oauth/token)[0].answer
                $granted.access_token | Should -Not -Be $portal.accessToken
                $null = Send-B24BotMessage chat5 hello
                @(Get-PortalRequest $portal $send)[0].Json.auth | Should -BeExactly $granted.access_token
                Update-B24Token
                $second = @(Get-PortalRequest $portal oauth/token)[1].body
                $second | Should -BeLike "*refresh_token=$($granted.refresh_token)*"
            }

            It 'shows the new expiry of the access token' {
                $session = Connect-TestOAuth $portal -Option @{ PassThru = $true }
                $session.ExpiresAt | Should -BeNullOrEmpty
                $updated = Update-B24Token -PassThru
                $updated.ExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(50))
                $updated.ExpiresAt | Should -BeLessThan ([DateTimeOffset]::Now.AddMinutes(70))
            }

            It 'accepts sessions from the pipeline' {
                $session = Connect-TestOAuth $portal -Option @{ PassThru = $true }
                Disconnect-B24Session
                ($session | Update-B24Token -PassThru).ClientId | Should -BeExactly $portal.clientId
                @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
            }

            It 'sends nothing with -WhatIf' {
                Connect-TestOAuth $portal
                Update-B24Token -WhatIf
                @(Get-PortalRequest $portal).Count | Should -Be 0
            }

            It 'reports the authorization server''s refusal with its code and status' {
                Connect-TestOAuth $portal
                Set-PortalTokenRefusal $portal invalid_grant
                Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
                Get-ErrorId $problem[0] | Should -BeExactly 'RefreshTokenRejected'
                $problem[0].Exception.PortalCode | Should -BeExactly 'invalid_grant'
                $problem[0].Exception.HttpStatus | Should -Be 400
                $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Authorize'
            }
        }

        Context 'An incomplete session' {
            It 'is refused without <Lacking>, with its name, and sends nothing' -ForEach @(
                @{ Lacking = 'refresh token'; Option = @{ RefreshToken = $null } }
                @{ Lacking = 'scope'; Option = @{ RefreshToken = $null; Scope = $null } }
                @{ Lacking = 'client secret'; Option = @{ RefreshToken = $null; ClientSecret = (New-Object System.Security.SecureString) } }
                @{ Lacking = 'client ID'; Option = @{ RefreshToken = $null; ClientId = ' ' } }
            ) {
                Connect-TestOAuth $portal -Option $Option
                Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
                $problem.Count | Should -Be 1
                Get-ErrorId $problem[0] | Should -BeExactly 'RefreshDataMissing'
                $problem[0].Exception.Message | Should -Match $Lacking
                $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-B24OAuth'
                @(Get-PortalRequest $portal).Count | Should -Be 0
            }

            It 'is not opened with a refresh token and without <Lacking>' -ForEach @(
                @{ Lacking = 'scope'; Option = @{ Scope = $null } }
                @{ Lacking = 'client secret'; Option = @{ ClientSecret = (New-Object System.Security.SecureString) } }
                @{ Lacking = 'client ID'; Option = @{ ClientId = ' ' } }
            ) {
                $problem = Get-Failure { Connect-TestOAuth $portal -Option $Option }
                Get-ErrorId $problem | Should -BeExactly 'RefreshDataMissing'
                $problem.Exception.Message | Should -Match $Lacking
                $problem.Exception.Message | Should -Not -Match 'requires:.*refresh token'
                @(Get-B24Session).Count | Should -Be 0
            }

            It 'cannot be opened without a domain' {
                $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ Domain = '' } }
                $problem.CategoryInfo.Category | Should -Be 'InvalidData'
                $problem.Exception.Message | Should -Match 'Domain'
            }
        }

        Context 'A webhook session' {
            It 'warns that there is nothing to refresh, sends nothing, and causes no error' {
                Connect-TestWebhook $portal
                $given = Update-B24Token -WarningVariable warning -WarningAction SilentlyContinue -ErrorVariable problem
                $given | Should -BeNullOrEmpty
                @($warning).Count | Should -Be 1
                "$warning" | Should -Match 'Nothing was refreshed'
                @($problem).Count | Should -Be 0
                @(Get-PortalRequest $portal).Count | Should -Be 0
            }

            It 'returns the session with -PassThru, so that one script supports both kinds' {
                Connect-TestWebhook $portal
                $session = Update-B24Token -PassThru -WarningAction SilentlyContinue
                "$($session.Kind)" | Should -BeExactly 'Webhook'
            }
        }
    }

    Context 'An expired access token' {
        It 'is refreshed automatically, and the call is repeated exactly once' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            $sent = Send-B24BotMessage chat5 'after an hour'
            $request = @(Get-PortalRequest $portal)
            $request.method | Should -Be @($send, 'oauth/token', $send)
            $request.status | Should -Be @(401, 200, 200)
            $granted = ConvertFrom-Json -InputObject $request[1].answer
            $request[0].Json.auth | Should -BeExactly $portal.accessToken
            $request[2].Json.auth | Should -BeExactly $granted.access_token
            $message = @(Get-PortalMessage $portal chat5)
            $message.Count | Should -Be 1
            $message[0].id | Should -Be $sent.MessageId
        }

        It 'is refreshed automatically when it expires by the portal''s clock' {
            Connect-TestOAuth $portal
            Step-PortalClock $portal 3601
            $null = Send-B24BotMessage chat5 'after an hour'
            @(Get-PortalRequest $portal).method | Should -Be @($send, 'oauth/token', $send)
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'is not refreshed before the portal reports that it has expired' {
            Connect-TestOAuth $portal -Option @{ ExpiresAt = [DateTimeOffset]::Now.AddHours(-1) }
            $null = Send-B24BotMessage chat5 'still good'
            @(Get-PortalRequest $portal).method | Should -Be @($send)
        }

        It 'repeats the same request with the same key, and only a new token' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            $null = Send-B24BotMessage chat5 'after an hour'
            $bodies = @(Get-PortalRequest $portal $send | ForEach-Object { ConvertTo-SortedJson ($_.body -replace $_.Json.auth, '-') })
            $bodies.Count | Should -Be 2
            $bodies[1] | Should -BeExactly $bodies[0]
        }

        It 'is also refreshed for Invoke-B24Method' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            (Invoke-B24Method imbot.v2.Bot.get @{ botId = 457 }).bot.id | Should -Be 457
            @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
        }

        It 'is replaced for the next call, without another refresh' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            'one', 'two' | Send-B24BotMessage chat5 | Out-Null
            @(Get-PortalRequest $portal).method | Should -Be @($send, 'oauth/token', $send, $send)
        }

        It 'is not refreshed a second time if the new token is also refused' {
            Connect-TestOAuth $portal -NoRepeat
            Add-PortalFault $portal ExpiredToken $send -Count -1
            Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            @(Get-PortalRequest $portal).method | Should -Be @($send, 'oauth/token', $send)
            Get-ErrorId $problem[0] | Should -BeExactly 'AccessTokenExpiredAgain'
            $problem[0].Exception.PortalCode | Should -BeExactly 'expired_token'
            $problem[0].Exception.HttpStatus | Should -Be 401
            $problem[0].Exception.Attempts | Should -Be 2
        }

        It 'is reported immediately if there is no refresh token' {
            Connect-TestOAuth $portal -Option @{ RefreshToken = $null }
            Set-PortalTokenExpired $portal
            Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            @(Get-PortalRequest $portal).method | Should -Be @($send)
            Get-ErrorId $problem[0] | Should -BeExactly 'AccessTokenExpired'
            $problem[0].ErrorDetails.RecommendedAction | Should -Match '-RefreshToken'
        }

        It 'causes the authorization server''s error if the refresh token is refused' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            Set-PortalTokenRefusal $portal invalid_grant
            Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            @(Get-PortalRequest $portal $send).Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'RefreshTokenRejected'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 0
        }
    }
}
