# Connect-B24Webhook, Connect-B24OAuth, and the session cmdlets.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $code = 'abcdefghijklmnop'
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'Connecting' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestPortal $other
        Reset-TestSession
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'Connect-B24Webhook' {
        It 'accepts the address as text, sends nothing, and returns nothing' {
            Connect-B24Webhook -Uri $portal.webhookUri | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Get-B24ApiRevision).Rest | Should -Be 35
        }

        It 'accepts the address and the bot token as SecureString' {
            Connect-B24Webhook -Uri (ConvertTo-SecureText $portal.webhookUri) -BotId 456 -BotToken (ConvertTo-SecureText my_bot_token)
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'accepts the address as Uri, and the bot token as credential' {
            $credential = New-Object System.Management.Automation.PSCredential bot, (ConvertTo-SecureText my_bot_token)
            Connect-B24Webhook -Uri ([uri]$portal.webhookUri) -BotId 456 -BotToken $credential
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'accepts the address <Kind>, and calls the webhook' -ForEach @(
            @{ Kind = 'with a method and a query behind it'; Change = { param($uri) $uri + 'imbot.v2.Bot.get?botId=456#x' } }
            @{ Kind = 'in quotation marks'; Change = { param($uri) "`"$uri`" " } }
        ) {
            Connect-B24Webhook -Uri (& $Change $portal.webhookUri) -BotId 456 -BotToken my_bot_token
            $null = Send-B24BotMessage chat5 hello
            $request = @(Get-PortalRequest $portal)[0]
            $request.path | Should -BeExactly ((([uri]$portal.webhookUri).AbsolutePath) + $send)
            $request.query | Should -BeExactly ''
            $request.status | Should -Be 200
        }

        It 'refuses <Kind>: <Id>' -ForEach @(
            @{ Kind = 'a text that is no address'; Uri = 'portal'; Id = 'WebhookAddressInvalid' }
            @{ Kind = 'an address without code'; Uri = 'https://portal.example.com/rest/17/'; Id = 'WebhookAddressIncomplete' }
            @{ Kind = 'half a code'; Uri = 'https://portal.example.com/rest/17/abcdefgh/'; Id = 'WebhookCodeIncomplete' }
            @{ Kind = 'plain http to another machine'; Uri = 'http://portal.example.com/rest/17/abcdefghijklmnop/'; Id = 'PlainHttpRefused' }
        ) {
            $problem = Get-Failure { Connect-B24Webhook -Uri $Uri }
            Get-ErrorId $problem | Should -BeExactly $Id
            $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'https://|complete URL'
            "$($problem.Exception.Message)" | Should -Not -Match 'abcdefgh'
            @(Get-B24Session).Count | Should -Be 0
        }

        It 'accepts http to this computer' {
            $session = Connect-B24Webhook -Uri "http://localhost:8024/rest/17/$code/" -PassThru
            $session.UserId | Should -Be 17
        }

        It 'refuses <_> as a proxy, with advice, and does not show the value' -ForEach 'nope', '127.0.0.1:9', 'ftp://x:1', 'http://u:secret@x:1' {
            $problem = Get-Failure { Connect-B24Webhook -Uri $portal.webhookUri -Proxy $_ }
            Get-ErrorId $problem | Should -BeExactly 'ProxyInvalid'
            "$problem" | Should -Not -Match 'secret'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'http://proxy:8080'
        }

        It 'accepts a SOCKS proxy if .NET does' {
            Skip-OnDesktopBuild
            (Connect-B24Webhook -Uri $portal.webhookUri -Proxy socks5://127.0.0.1:9 -PassThru).Name | Should -Not -BeNullOrEmpty
        }

        It 'accepts the token of a bot that was registered with more than 40 characters' {
            (Connect-B24Webhook -Uri $portal.webhookUri -BotToken ('0123456789abcdef' * 4) -BotId 456 -PassThru).BotId | Should -Be 456
            Set-B24Session -BotToken ('fedcba9876543210' * 4)
            Clear-PortalRequest $portal
            $null = Get-B24Bot -BotId 456 -ErrorAction SilentlyContinue
            @(Get-PortalRequest $portal imbot.v2.Bot.get)[0].Json.botToken | Should -BeExactly ('fedcba9876543210' * 4)
        }

        It 'refuses an empty bot token: <Token>' -ForEach @(
            @{ Token = '' }
            @{ Token = $null }
        ) {
            $problem = Get-Failure { Connect-B24Webhook -Uri $portal.webhookUri -BotToken $Token }
            Get-ErrorId $problem | Should -BeExactly 'BotTokenLengthInvalid'
            $problem.Exception.Message | Should -Match 'empty'
            $problem.ErrorDetails.RecommendedAction | Should -Match '1 to 40'
            @(Get-B24Session).Count | Should -Be 0
        }

        It 'accepts a bot token of <_> characters' -ForEach 1, 40 {
            Connect-B24Webhook -Uri $portal.webhookUri -BotToken ('x' * $_)
            @(Get-B24Session).Count | Should -Be 1
        }

        It 'keeps the existing session when it refuses a new one' {
            Connect-TestWebhook $portal
            $null = Get-Failure { Connect-B24Webhook -Uri 'https://portal.example.com/rest/' }
            (Get-B24Session -All).Portal | Should -Be ([uri]$portal.address)
        }

        It 'returns the session with -PassThru: portal, kind, user, bot, and name' {
            $session = Connect-B24Webhook -Uri $portal.webhookUri -BotId 456 -BotToken my_bot_token -Name main -PassThru
            $session.Name | Should -BeExactly 'main'
            $session.Portal | Should -Be ([uri]$portal.address)
            "$($session.Kind)" | Should -BeExactly 'Webhook'
            $session.UserId | Should -Be 1
            $session.BotId | Should -Be 456
            $session.ClientId | Should -BeNullOrEmpty
            $session.ExpiresAt | Should -BeNullOrEmpty
            $session.Profile | Should -BeNullOrEmpty
        }

        It 'names the session after the portal by default' {
            (Connect-B24Webhook -Uri $portal.webhookUri -PassThru).Name | Should -BeExactly $portal.host
        }
    }

    Context 'Connect-B24OAuth with tokens' {
        It 'accepts tokens as <Kind>, sends nothing, and returns nothing' -ForEach @(
            @{ Kind = 'text'; Make = { param($text) $text } }
            @{ Kind = 'SecureString'; Make = { param($text) ConvertTo-SecureText $text } }
        ) {
            $option = Get-OAuthOption $portal
            foreach ($name in 'ClientSecret', 'AccessToken', 'RefreshToken') {
                $option[$name] = & $Make $option[$name]
            }

            Connect-B24OAuth @option -BotId 457 | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
            Update-B24Token
            @(Get-PortalRequest $portal oauth/token)[0].status | Should -Be 200
        }

        It 'returns the session with -PassThru: application, scope, and expiry of the access token' {
            $ends = [DateTimeOffset]::new(2026, 11, 22, 12, 0, 0, [timespan]::Zero)
            $session = Connect-TestOAuth $portal -Option @{ PassThru = $true; ExpiresAt = $ends; Name = 'app'; Scope = 'imbot', 'im' }
            "$($session.Kind)" | Should -BeExactly 'OAuth'
            $session.Name | Should -BeExactly 'app'
            $session.ClientId | Should -BeExactly $portal.clientId
            $session.Scope | Should -BeExactly 'imbot,im'
            $session.ExpiresAt | Should -Be $ends
            $session.BotId | Should -Be 457
        }

        It 'accepts a host name, and uses https' {
            $session = Connect-B24OAuth -Domain portal.example.com -ClientId id -ClientSecret secret -AccessToken x -PassThru
            $session.Portal | Should -Be ([uri]'https://portal.example.com/')
        }

        It 'refuses an invalid domain: ''<Domain>'', <Id>' -ForEach @(
            @{ Domain = 'a b'; Id = 'PortalAddressInvalid' }
            @{ Domain = 'ftp://portal.example.com'; Id = 'PortalAddressInvalid' }
            @{ Domain = 'https://portal.example.com/rest/1/abc/'; Id = 'PortalAddressInvalid' }
            @{ Domain = 'http://portal.example.com'; Id = 'PlainHttpRefused' }
        ) {
            $problem = Get-Failure { Connect-B24OAuth -Domain $Domain -ClientId id -ClientSecret secret -AccessToken x }
            Get-ErrorId $problem | Should -BeExactly $Id
        }

        It 'refuses http to the authorization server, because the client secret would be sent unencrypted' {
            $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ AuthorizationServer = 'http://oauth.example.com' } }
            Get-ErrorId $problem | Should -BeExactly 'PlainHttpRefused'
        }

        It 'requires -Scope with a refresh token, and names the parameter' {
            $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ Scope = $null } }
            Get-ErrorId $problem | Should -BeExactly 'RefreshDataMissing'
            $problem.Exception.Message | Should -Match 'scope'
            $problem.Exception.Message | Should -Not -Match 'client ID'
            @(Get-B24Session).Count | Should -Be 0
        }

        It 'accepts a refresh token and a scope alone: the first call gets the access token' {
            Connect-TestOAuth $portal -Option @{ AccessToken = $null }
            @(Get-PortalRequest $portal).Count | Should -Be 0
            $null = Send-B24BotMessage chat5 hello
            @(Get-PortalRequest $portal).method | Should -Be @('oauth/token', $send)
        }

        It 'refuses to connect without tokens, and lists the possible parameters' {
            $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ AccessToken = $null; RefreshToken = $null } }
            Get-ErrorId $problem | Should -BeExactly 'AuthorizationMissing'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-AuthorizationCode'
        }

        It 'refuses tokens and a code together' {
            $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ AuthorizationCode = 'code' } }
            $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        }
    }

    Context 'Connect-B24OAuth with an authorization code' {
        BeforeEach {
            $bare = Get-OAuthOption $portal @{ AccessToken = $null; RefreshToken = $null; Scope = $null }
            $bare.BotId = 457
        }

        It 'accepts the code as <Kind>' -ForEach @(
            @{ Kind = 'text'; Make = { param($text) $text } }
            @{ Kind = 'SecureString'; Make = { param($text) ConvertTo-SecureText $text } }
        ) {
            Connect-B24OAuth @bare -AuthorizationCode (& $Make (New-PortalCode $portal).code)
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
            @(Get-PortalRequest $portal).method | Should -Be @('oauth/token', $send)
        }

        It 'posts the documented members as a form, and not in the address' {
            $new = (New-PortalCode $portal).code
            Connect-B24OAuth @bare -AuthorizationCode $new
            $request = @(Get-PortalRequest $portal)[0]
            $request.httpMethod | Should -BeExactly 'POST'
            $request.query | Should -BeExactly ''
            @($request.body -split '&' | ForEach-Object { [uri]::UnescapeDataString($_) } | Sort-Object) | Should -Be @(
                "client_id=$($portal.clientId)"
                "client_secret=$($portal.clientSecret)"
                "code=$new"
                'grant_type=authorization_code'
            )
        }

        It 'accepts the whole redirect address' {
            $session = Connect-B24OAuth @bare -AuthorizationCode (New-PortalCode $portal).redirect -PassThru
            $session.Scope | Should -BeExactly 'imbot,im'
            $session.ExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(50))
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'can be refreshed afterwards' {
            Connect-B24OAuth @bare -AuthorizationCode (New-PortalCode $portal).code
            Set-PortalTokenExpired $portal
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
            @(Get-PortalRequest $portal).method | Should -Be @('oauth/token', $send, 'oauth/token', $send)
        }

        It 'reports a code that was used before, with advice' {
            $new = (New-PortalCode $portal).code
            Connect-B24OAuth @bare -AuthorizationCode $new
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode $new }
            Get-ErrorId $problem | Should -BeExactly 'AuthorizationCodeRejected'
            $problem.Exception.PortalCode | Should -BeExactly 'invalid_grant'
            $problem.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $problem.ErrorDetails.RecommendedAction | Should -Match '30 seconds'
        }

        It 'reports a code that is older than 30 seconds' {
            $new = (New-PortalCode $portal).code
            Step-PortalClock $portal 31
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode $new }
            Get-ErrorId $problem | Should -BeExactly 'AuthorizationCodeRejected'
            @(Get-B24Session).Count | Should -Be 0
        }

        It 'refuses the redirect address of another portal before anything is sent' {
            $redirect = (New-PortalCode $portal).redirect -replace 'domain=[^&]+', 'domain=another.example.com'
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode $redirect }
            Get-ErrorId $problem | Should -BeExactly 'AuthorizationOfAnotherPortal'
            $problem.Exception.Message | Should -Match 'another\.example\.com'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'refuses <Kind>, which contains no code' -ForEach @(
            @{ Kind = 'an empty text'; Text = '' }
            @{ Kind = 'an address without a code'; Text = 'https://app.example.com/cb?state=x&domain=portal.example.com' }
            @{ Kind = 'an address without a query'; Text = 'https://app.example.com/cb' }
        ) {
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode $Text }
            Get-ErrorId $problem | Should -BeExactly 'AuthorizationCodeMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'reports <Kind>: <Id>' -ForEach @(
            @{ Kind = 'a wrong client secret'; Option = @{ ClientSecret = 'wrong' }; Id = 'ApplicationRejected'; Code = 'invalid_client'; Status = 400 }
            @{ Kind = 'a wrong client id'; Option = @{ ClientId = 'local.wrong' }; Id = 'ApplicationRejected'; Code = 'wrong_client'; Status = 200 }
        ) {
            foreach ($name in $Option.Keys) { $bare[$name] = $Option[$name] }
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode (New-PortalCode $portal).code }
            Get-ErrorId $problem | Should -BeExactly $Id
            $problem.Exception.PortalCode | Should -BeExactly $Code
            $problem.Exception.HttpStatus | Should -Be $Status
            $problem.ErrorDetails.RecommendedAction | Should -Match 'ClientSecret'
            @(Get-B24Session).Count | Should -Be 0
        }

        It 'reports an unpaid application' {
            Set-PortalTokenRefusal $portal PAYMENT_REQUIRED
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode (New-PortalCode $portal).code }
            Get-ErrorId $problem | Should -BeExactly 'PaymentRequired'
            $problem.Exception.PortalCode | Should -BeExactly 'PAYMENT_REQUIRED'
            $problem.CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'reports any other refusal with the server''s code' {
            Set-PortalTokenRefusal $portal insufficient_scope
            $problem = Get-Failure { Connect-B24OAuth @bare -AuthorizationCode (New-PortalCode $portal).code }
            Get-ErrorId $problem | Should -BeExactly 'TokenRequestRefused'
            $problem.Exception.PortalCode | Should -BeExactly 'insufficient_scope'
            $problem.Exception.HttpStatus | Should -Be 403
        }
    }

    Context 'Several sessions' {
        BeforeEach {
            Connect-TestWebhook $portal -Option @{ Name = 'first' }
            Connect-TestWebhook $other -Option @{ Name = 'second' }
        }

        It 'are listed with the default session, which was opened last, first' {
            @(Get-B24Session -All).Name | Should -Be @('second', 'first')
        }

        It 'are found by name, wildcards, and several names, in any letter case' {
            (Get-B24Session FIRST).Name | Should -BeExactly 'first'
            @(Get-B24Session *s*).Count | Should -Be 2
            @(Get-B24Session f*, sec*).Name | Should -Be @('first', 'second')
            @(Get-B24Session x*).Count | Should -Be 0
        }

        It 'are reported missing if no session has the name' {
            $null = Get-B24Session third -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'SessionNotFound'
            $problem[0].TargetObject | Should -Be 'third'
        }

        It 'are replaced by a new session of the same name' {
            Connect-TestWebhook $other -Option @{ Name = 'First' }
            @(Get-B24Session -All).Count | Should -Be 2
            (Get-B24Session first).Portal | Should -Be ([uri]$other.address)
        }

        It 'become the default session with Set-B24Session -Default, by name or as object' {
            Set-B24Session first -Default
            $null = Send-B24BotMessage chat5 'by name'
            Get-B24Session second | Set-B24Session -Default
            $null = Send-B24BotMessage chat5 'as object'
            @(Get-PortalMessage $portal chat5).text | Should -Be 'by name'
            @(Get-PortalMessage $other chat5).text | Should -Be 'as object'
        }

        It 'get another bot and token with Set-B24Session, and the default session stays' {
            $changed = Set-B24Session first -BotId 999 -BotToken another_token -PassThru
            $changed.BotId | Should -Be 999
            (Get-B24Session first).BotId | Should -Be 999
            (Get-B24Session second).BotId | Should -Be 456
            (Get-B24Session).Name | Should -BeExactly 'second'
            Invoke-B24Method imbot.v2.Bot.list -Session (Get-B24Session first) | Out-Null
            @(Get-PortalRequest $portal)[0].Json.botToken | Should -BeExactly 'another_token'
        }

        It 'do not change in variables that hold them' {
            $held = Get-B24Session first
            Set-B24Session first -BotId 999
            $held.BotId | Should -Be 456
        }

        It 'refuse an empty token in Set-B24Session, and do not change' {
            $problem = Get-Failure { Set-B24Session first -BotId 999 -BotToken $null }
            Get-ErrorId $problem | Should -BeExactly 'BotTokenLengthInvalid'
            (Get-B24Session first).BotId | Should -Be 456
        }

        It 'send nothing in Set-, Get- and Disconnect-B24Session' {
            Set-B24Session first -BotId 7
            $null = Get-B24Session
            Disconnect-B24Session first
            @(Get-PortalRequest $portal).Count + @(Get-PortalRequest $other).Count | Should -Be 0
        }

        It 'are closed by Disconnect-B24Session, and the previous one becomes the default' {
            Disconnect-B24Session
            @(Get-B24Session -All).Name | Should -Be 'first'
            $null = Send-B24BotMessage chat5 hello
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
            Disconnect-B24Session first
            Get-ErrorId (Get-Failure { Send-B24BotMessage chat5 hello }) | Should -BeExactly 'SessionMissing'
        }

        It 'are all closed through the pipeline' {
            Get-B24Session -All | Disconnect-B24Session
            @(Get-B24Session -All).Count | Should -Be 0
        }
    }

    Context 'Test-B24Session' {
        It 'returns true for a webhook and its bot, and reads the revision and the bot' {
            Connect-TestWebhook $portal
            Test-B24Session | Should -BeExactly $true
            @(Get-PortalRequest $portal).method | Should -Be @('imbot.v2.Revision.get', 'imbot.v2.Bot.get')
        }

        It 'returns true for a session without a bot' {
            Connect-TestWebhook $portal -NoBot
            Test-B24Session | Should -BeExactly $true
            @(Get-PortalRequest $portal).method | Should -Be @('imbot.v2.Revision.get')
        }

        It 'returns true for an OAuth session, even when its token has just expired' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            Test-B24Session | Should -BeExactly $true
        }

        It 'returns false, with a warning and no error, for <Kind>' -ForEach @(
            @{ Kind = 'a wrong code'; Connect = { Connect-B24Webhook ($portal.webhookUri -replace '[^/]+/$', 'anothercode12345/') }; Id = 'AuthorizationRejected' }
            @{ Kind = 'a wrong bot token'; Connect = { Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken wrong }; Id = 'does not belong to session' }
            @{ Kind = 'a missing bot'; Connect = { Connect-B24Webhook $portal.webhookUri -BotId 999 -BotToken my_bot_token }; Id = 'BotNotFound' }
            @{
                Kind    = 'a portal that is down'
                Connect = { $none = Get-NoRepeat Connect-B24Webhook; Connect-B24Webhook "http://127.0.0.1:$(Get-FreePort)/rest/1/$code/" @none }
                Id      = 'PortalUnreachable'
            }
        ) {
            & $Connect
            $all = @(Test-B24Session 3>&1 2>&1)
            $all[-1] | Should -BeExactly $false
            "$all" | Should -Match $Id
            @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -Be 0
        }

        It 'tests each session from the pipeline' {
            Connect-TestWebhook $portal -Option @{ Name = 'good' }
            Connect-B24Webhook $other.webhookUri -Name bad -BotId 456 -BotToken wrong
            @(Get-B24Session bad, good | Test-B24Session) | Should -Be @($false, $true)
        }
    }

    Context 'Get-B24ApiRevision' {
        It 'returns the numbers, and needs no bot' {
            Connect-TestWebhook $portal -NoBot
            $revision = Get-B24ApiRevision
            $revision.Rest | Should -Be 35
        }
    }

    Context 'Get-B24Permission' {
        It 'returns the permissions of a webhook one by one, and needs no bot' {
            Connect-TestWebhook $portal -NoBot
            $names = @(Get-B24Permission)
            $names | Should -Be 'imbot', 'im', 'user', 'basic', 'department'
            $names[0].GetType() | Should -Be ([string])
            Get-B24Permission | Select-Object -First 1 | Should -BeExactly 'imbot'
        }

        It 'returns the permissions of the session that is specified' {
            Connect-TestOAuth $portal -NoBot -Option @{ Name = 'app' }
            Connect-TestWebhook $portal -NoBot
            Get-B24Permission -Session app | Should -Be 'imbot', 'im'
            'user' -in (Get-B24Permission) | Should -BeTrue
            'user' -in (Get-B24Permission -Session app) | Should -BeFalse
        }

        It 'returns all permissions of the portal with -All' {
            Connect-TestOAuth $portal -NoBot
            $granted = @(Get-B24Permission)
            Get-B24Permission -All | Where-Object { $_ -notin $granted } | Sort-Object | Should -Be 'basic', 'department', 'user'
        }

        It 'is recommended if a permission is missing, and then shows that it is missing' {
            Connect-TestOAuth $portal -NoBot
            $problem = Get-Failure { Get-B24User 17 -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'ScopeInsufficient'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'Get-B24Permission'
            Get-B24Permission | Should -Not -Contain 'user'
        }

        It 'reports a webhook that the portal does not know' {
            Connect-TestWebhook $portal -NoBot -NoRepeat
            Add-PortalFault $portal Status scope -Option @{ status = 401; error = 'INVALID_CREDENTIALS' }
            Get-ErrorId (Get-Failure { Get-B24Permission -ErrorAction Stop }) | Should -BeExactly 'AuthorizationRejected'
        }

        It 'reports an answer that is not a list' {
            Connect-TestWebhook $portal -NoBot -NoRepeat
            Add-PortalFault $portal NotJson scope -Option @{ body = '{"result":true}' }
            $names = @(Get-B24Permission -ErrorAction SilentlyContinue -ErrorVariable problem)
            $names.Count | Should -Be 0
            Get-ErrorId $problem[0] | Should -BeExactly 'AnswerUnexpected'
        }
    }
}
