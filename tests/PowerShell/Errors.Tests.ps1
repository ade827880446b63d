# Errors of the connection and the portal: IDs, advice, whether the call was executed, and PowerShell's ways to handle errors.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'

    # Sends one message that fails, and returns its error.
    function Get-SendProblem {
        $sent = Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
        @($sent).Count | Should -Be 0
        @($problem).Count | Should -Be 1
        $problem[0]
    }

    function Assert-Problem {
        param($Problem, [string] $Id, [string] $Outcome, $Status, [string] $Advice)
        Get-ErrorId $Problem | Should -BeExactly $Id
        "$($Problem.Exception.Outcome)" | Should -BeExactly $Outcome
        $Problem.Exception.HttpStatus | Should -Be $Status
        $Problem.Exception.Method | Should -BeExactly $send
        $Problem.Exception.Attempts | Should -Be 1
        $Problem.Exception.PortalCode | Should -BeNullOrEmpty
        $Problem.ErrorDetails.RecommendedAction | Should -Match $Advice
        $Problem.TargetObject | Should -Be 'chat5'
        $Problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
    }
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'Errors' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestPortal $other
        Reset-TestSession
        Connect-TestWebhook $portal -NoRepeat
        $noRepeat = Get-NoRepeat Connect-B24Webhook
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'A portal that does not answer correctly' {
        It 'cannot be resolved: PortalNameNotFound, not executed' {
            Connect-B24Webhook 'https://portal.invalid/rest/1/abcdefghijklmnop/' -BotId 456 -BotToken my_bot_token @noRepeat
            $problem = Get-SendProblem
            if ($env:https_proxy -or $env:HTTPS_PROXY -or $env:all_proxy -or $env:ALL_PROXY) {
                # A proxy resolves host names itself and answers in its own way.
                Get-ErrorId $problem | Should -BeIn 'PortalNameNotFound', 'ProxyRefused', 'PortalUnreachable'
                return
            }

            Assert-Problem $problem PortalNameNotFound NotExecuted $null 'name'
            $problem.Exception.Message | Should -Match 'portal\.invalid'
        }

        It 'refuses the connection: PortalUnreachable, not executed' {
            $port = Get-FreePort
            Connect-B24Webhook "http://127.0.0.1:$port/rest/1/abcdefghijklmnop/" -BotId 456 -BotToken my_bot_token @noRepeat
            $problem = Get-SendProblem
            Assert-Problem $problem PortalUnreachable NotExecuted $null 'is running'
            $problem.Exception.Message | Should -Match "127\.0\.0\.1:$port"
        }

        It 'does not support TLS: TlsFailed, not executed' {
            $address = $portal.webhookUri -replace '^http:', 'https:'
            Connect-B24Webhook $address -BotId 456 -BotToken my_bot_token @noRepeat
            Assert-Problem (Get-SendProblem) TlsFailed NotExecuted $null 'certificate'
        }

        It 'answers a web page with a refusal: AnswerIsHtml, refused and not repeated (<Status>)' -ForEach @(
            @{ Status = 401 }
            @{ Status = 403 }
            @{ Status = 404 }
        ) {
            Add-PortalFault $portal Html $send -Option @{ status = $Status }
            $problem = Get-SendProblem
            Assert-Problem $problem AnswerIsHtml Refused $Status 'browser'
            "$problem" | Should -Match 'The call was not executed'
            "$($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'may have been executed'
        }

        It 'refuses a request as too large: RequestTooLarge, refused, with its size' {
            Add-PortalFault $portal Html $send -Option @{ status = 413 }
            $problem = Get-SendProblem
            Assert-Problem $problem RequestTooLarge Refused 413 'smaller'
            "$problem" | Should -Match 'of \d+ bytes'
        }

        It 'answers a web page: AnswerIsHtml, unknown (<Status>)' -ForEach @(
            @{ Status = 200 }
            @{ Status = 400 }
            @{ Status = 502 }
        ) {
            Add-PortalFault $portal Html $send -Option @{ status = $Status }
            $problem = Get-SendProblem
            Assert-Problem $problem AnswerIsHtml Unknown $Status 'browser'
            "$problem" | Should -BeLike 'imbot.v2.Chat.Message.send may or may not have been executed. *'
            $problem.ErrorDetails.RecommendedAction | Should -Match '^The call may have been executed'
        }

        It 'answers incomplete JSON: AnswerIncomplete, unknown, and the message exists' {
            Add-PortalFault $portal HalfJson $send
            Assert-Problem (Get-SendProblem) AnswerIncomplete Unknown 200 'before you repeat'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'closes the connection in the middle of the body: unknown, and the message exists' {
            # The reset of the connection can arrive before the data that was sent. Then there seems to be no answer.
            Add-PortalFault $portal CutBody $send
            $problem = Get-SendProblem
            Get-ErrorId $problem | Should -BeIn 'AnswerIncomplete', 'ConnectionLost'
            "$($problem.Exception.Outcome)" | Should -BeExactly 'Unknown'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'before you repeat'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'answers <Kind>: AnswerUnexpected, unknown' -ForEach @(
            @{ Kind = 'plain text'; Body = 'OK' }
            @{ Kind = 'nothing'; Body = '' }
            @{ Kind = 'a JSON list'; Body = '[1]' }
            @{ Kind = 'a JSON text'; Body = '"OK"' }
            @{ Kind = 'JSON without result and error'; Body = '{"status":"fine"}' }
        ) {
            Add-PortalFault $portal NotJson $send -Option @{ body = $Body }
            Assert-Problem (Get-SendProblem) AnswerUnexpected Unknown 200 'REST interface'
        }

        It 'answers false to a call that changes something: an error and no result, <Name>' -ForEach @(
            @{ Name = 'Set-B24Bot'; Method = 'imbot.v2.Bot.update'; Id = 'AnswerUnexpected'; Call = { Set-B24Bot -Color AQUA } }
            @{ Name = 'Register-B24Bot'; Method = 'imbot.v2.Bot.register'; Id = 'AnswerUnexpected'; Call = { Register-B24Bot code Name } }
            @{ Name = 'Unregister-B24Bot'; Method = 'imbot.v2.Bot.unregister'; Call = { Unregister-B24Bot 456 -Confirm:$false } }
            @{ Name = 'New-B24BotChat'; Method = 'imbot.v2.Chat.add'; Id = 'AnswerUnexpected'; Call = { New-B24BotChat 'Night shift' } }
            @{ Name = 'Set-B24BotChat'; Method = 'imbot.v2.Chat.update'; Call = { Set-B24BotChat chat5 -Title x } }
            @{ Name = 'Set-B24BotChat -OwnerId'; Method = 'imbot.v2.Chat.setOwner'; Call = { Set-B24BotChat chat5 -OwnerId 17 } }
            @{ Name = 'Exit-B24BotChat'; Method = 'imbot.v2.Chat.leave'; Call = { Exit-B24BotChat chat5 -Confirm:$false } }
            @{ Name = 'Add-B24BotChatUser'; Method = 'imbot.v2.Chat.User.add'; Call = { Add-B24BotChatUser chat5 17 } }
            @{ Name = 'Remove-B24BotChatUser'; Method = 'imbot.v2.Chat.User.delete'; Call = { Remove-B24BotChatUser chat5 17 -Confirm:$false } }
            @{ Name = 'Add-B24BotChatManager'; Method = 'imbot.v2.Chat.Manager.add'; Call = { Add-B24BotChatManager chat5 17 } }
            @{ Name = 'Remove-B24BotChatManager'; Method = 'imbot.v2.Chat.Manager.delete'; Call = { Remove-B24BotChatManager chat5 17 } }
            @{ Name = 'Enable-B24BotTextField'; Method = 'imbot.v2.Chat.TextField.enabled'; Call = { Enable-B24BotTextField 17 } }
            @{ Name = 'Disable-B24BotTextField'; Method = 'imbot.v2.Chat.TextField.enabled'; Call = { Disable-B24BotTextField 17 } }
            @{ Name = 'Send-B24BotInputAction'; Method = 'imbot.v2.Chat.InputAction.notify'; Call = { Send-B24BotInputAction chat5 } }
            @{ Name = 'Send-B24BotMessage'; Method = 'imbot.v2.Chat.Message.send'; Id = 'AnswerUnexpected'; Call = { Send-B24BotMessage chat5 hello } }
            @{ Name = 'Set-B24BotMessage'; Method = 'imbot.v2.Chat.Message.update'; Call = { Set-B24BotMessage 5 hello } }
            @{ Name = 'Remove-B24BotMessage'; Method = 'imbot.v2.Chat.Message.delete'; Call = { Remove-B24BotMessage 5 -Confirm:$false } }
            @{ Name = 'Confirm-B24BotMessageRead'; Method = 'imbot.v2.Chat.Message.read'; Id = 'AnswerUnexpected'; Call = { Confirm-B24BotMessageRead chat5 } }
            @{ Name = 'Add-B24BotReaction'; Method = 'imbot.v2.Chat.Message.Reaction.add'; Call = { Add-B24BotReaction 5 like } }
            @{ Name = 'Remove-B24BotReaction'; Method = 'imbot.v2.Chat.Message.Reaction.delete'; Call = { Remove-B24BotReaction 5 like } }
            @{ Name = 'Register-B24BotCommand'; Method = 'imbot.v2.Command.register'; Id = 'AnswerUnexpected'; Call = { Register-B24BotCommand deploy -Title @{ en = 'Deploy' } } }
            @{ Name = 'Set-B24BotCommand'; Method = 'imbot.v2.Command.update'; Id = 'AnswerUnexpected'; Call = { Set-B24BotCommand 5 -Title @{ en = 'Deploy' } } }
            @{ Name = 'Unregister-B24BotCommand'; Method = 'imbot.v2.Command.unregister'; Call = { Unregister-B24BotCommand 5 -Confirm:$false } }
            @{ Name = 'Send-B24BotCommandAnswer'; Method = 'imbot.v2.Command.answer'; Call = { Send-B24BotCommandAnswer Done -CommandId 5 -MessageId 5 -DialogId chat5 } }
            @{ Name = 'Send-B24BotFile'; Method = 'imbot.v2.File.upload'; Id = 'AnswerUnexpected'; Call = { Send-B24BotFile chat5 TestDrive:/false.txt } }
            @{ Name = 'Send-B24UserFile'; Method = 'im.v2.File.upload'; Id = 'AnswerUnexpected'; Call = { Send-B24UserFile chat5 TestDrive:/false.txt } }
            @{ Name = 'Send-B24BotContext'; Method = 'im.v2.Chat.Bot.sendContext'; Call = { Send-B24BotContext @{ order = 5 } } }
            @{ Name = 'Register-B24UserEvent'; Method = 'im.v2.Event.subscribe'; Call = { Register-B24UserEvent } }
            @{ Name = 'Unregister-B24UserEvent'; Method = 'im.v2.Event.unsubscribe'; Call = { Unregister-B24UserEvent } }
            @{ Name = 'Invoke-B24Method'; Method = 'imbot.v2.Chat.leave'; Call = { Invoke-B24Method imbot.v2.Chat.leave @{ botId = 456; dialogId = 'chat5' } } }
        ) {
            if (-not $Id) { $Id = 'PortalAnsweredFalse' }
            Set-Content TestDrive:/false.txt 'x'
            foreach ($body in '{"result":false}', '{"result":{"result":false}}') {
                Clear-PortalRequest $portal
                Add-PortalFault $portal NotJson $Method -Option @{ body = $body }
                $ErrorActionPreference = 'SilentlyContinue'
                $Error.Clear()
                $result = & $Call
                @($result).Count | Should -Be 0 -Because "$body was answered"
                @($Error).Count | Should -Be 1
                Get-ErrorId $Error[0] | Should -BeExactly $Id
                "$($Error[0].Exception.Outcome)" | Should -BeExactly $(if ($Id -eq 'PortalAnsweredFalse') { 'Refused' } else { 'Unknown' })
                $Error[0].Exception.Method | Should -BeExactly $Method
                $Error[0].ErrorDetails.RecommendedAction | Should -Match '\w'
                @(Get-PortalRequest $portal $Method).Count | Should -Be 1
                Invoke-PortalControl $portal DELETE faults
            }
        }

        It 'does not answer a reading call, or too late (<Kind>): <Id>, unknown' -ForEach @(
            @{ Kind = 'status 500'; Fault = 'Status'; Option = @{ status = 500; body = 'oops'; contentType = 'text/plain' }; Id = 'ServerFailed'; Status = 500 }
            @{ Kind = 'closed'; Fault = 'AnswerLost'; Option = @{}; Id = 'ConnectionLost'; Status = $null }
            @{ Kind = 'reset'; Fault = 'ResetAfter'; Option = @{}; Id = 'ConnectionLost'; Status = $null }
            @{ Kind = 'too late'; Fault = 'Hang'; Option = @{}; Id = 'PortalTimeout'; Status = $null }
        ) {
            Connect-TestWebhook $portal -NoRepeat -Option @{ TimeoutSec = if ($Fault -eq 'Hang') { 1 } else { 60 } }
            Add-PortalFault $portal $Fault imbot.v2.Revision.get -Option $Option
            $null = Get-B24ApiRevision -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly $Id
            "$($problem[0].Exception.Outcome)" | Should -BeExactly 'Unknown'
            $problem[0].Exception.HttpStatus | Should -Be $Status
            $problem[0].CategoryInfo.Category | Should -BeIn 'ConnectionError', 'OperationTimeout'
            $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'does not answer a message, or too late (<Kind>): OutcomeUnknown, with the cause as inner exception' -ForEach @(
            @{ Kind = 'status 500'; Fault = 'Status'; Option = @{ status = 500; body = 'oops'; contentType = 'text/plain' }; Cause = 'ServerFailed'; Stored = 0 }
            @{ Kind = 'closed'; Fault = 'AnswerLost'; Option = @{}; Cause = 'ConnectionLost'; Stored = 1 }
            @{ Kind = 'reset'; Fault = 'ResetAfter'; Option = @{}; Cause = 'ConnectionLost'; Stored = 1 }
            @{ Kind = 'too late'; Fault = 'Hang'; Option = @{}; Cause = 'PortalTimeout'; Stored = 0 }
        ) {
            Connect-TestWebhook $portal -NoRepeat -Option @{ TimeoutSec = if ($Fault -eq 'Hang') { 1 } else { 60 } }
            Add-PortalFault $portal $Fault $send -Option $Option
            $problem = Get-SendProblem
            Assert-Problem $problem OutcomeUnknown Unknown $Option.status 'before you repeat'
            @($problem.ErrorDetails.RecommendedAction -split 'before you repeat it').Count | Should -Be 2
            $problem.Exception.InnerException.ErrorId | Should -BeExactly $Cause
            $problem.Exception.Message | Should -Match ([regex]::Escape($portal.host))
            @(Get-PortalMessage $portal chat5).Count | Should -Be $Stored
        }

        It 'redirects the call (<Status>): PortalRedirected, not executed, and no credential is sent to the other address' -ForEach @(
            @{ Status = 301 }
            @{ Status = 302 }
            @{ Status = 307 }
            @{ Status = 308 }
        ) {
            Add-PortalFault $portal Redirect $send -Option @{ location = $other.address; status = $Status }
            $problem = Get-SendProblem
            Assert-Problem $problem PortalRedirected NotExecuted $Status 'new address'
            $problem.Exception.Message | Should -Match ([regex]::Escape($other.domain))
            @(Get-PortalRequest $other).Count | Should -Be 0
            @(Get-PortalRequest $portal).Count | Should -Be 1
        }
    }

    Context 'A session that may repeat' {
        BeforeEach {
            Reset-TestSession
            Connect-TestWebhook $portal
        }

        It 'sends a message again with the same key when its answer is lost, and it arrives once (<_>)' -ForEach 'AnswerLost', 'ResetAfter', 'ResetBefore', 'CutBody' {
            Add-PortalFault $portal $_ $send
            $sent = Send-B24BotMessage chat5 hello -ErrorAction Stop
            $request = @(Get-PortalRequest $portal $send)
            $request.Count | Should -Be 2
            $request[0].Json.fields.templateId | Should -BeExactly $request[1].Json.fields.templateId
            $message = @(Get-PortalMessage $portal chat5)
            $message.Count | Should -Be 1
            $message[0].id | Should -Be $sent.MessageId
        }

        It 'does not repeat a system message, for which the portal keeps no key: OutcomeUnknown' {
            Add-PortalFault $portal AnswerLost $send
            $null = Send-B24BotMessage chat5 hello -System -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'OutcomeUnknown'
            $problem[0].Exception.Attempts | Should -Be 1
            @(Get-PortalRequest $portal $send).Count | Should -Be 1
        }
    }

    Context 'A portal that refuses' {
        It '<Fault> becomes <Id>, which was not executed' -ForEach @(
            @{ Fault = 'QueryLimitExceeded'; Id = 'RequestLimitExceeded'; Code = 'QUERY_LIMIT_EXCEEDED'; Status = 503; Outcome = 'NotExecuted' }
            @{ Fault = 'OperationTimeLimit'; Id = 'OperatingLimitExceeded'; Code = 'OPERATION_TIME_LIMIT'; Status = 429; Outcome = 'NotExecuted' }
            @{ Fault = 'OverloadLimit'; Id = 'PortalBlocked'; Code = 'OVERLOAD_LIMIT'; Status = 401; Outcome = 'NotExecuted' }
        ) {
            Add-PortalFault $portal $Fault $send
            $problem = Get-SendProblem
            Get-ErrorId $problem | Should -BeExactly $Id
            $problem.Exception.PortalCode | Should -BeExactly $Code
            $problem.Exception.HttpStatus | Should -Be $Status
            "$($problem.Exception.Outcome)" | Should -BeExactly $Outcome
            $problem.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'with a code and a server error (500) leaves the outcome unknown' {
            Add-PortalFault $portal Status $send -Option @{ status = 500; error = 'INTERNAL_SERVER_ERROR' }
            $problem = Get-SendProblem
            $problem.Exception.PortalCode | Should -BeExactly 'INTERNAL_SERVER_ERROR'
            "$($problem.Exception.Outcome)" | Should -BeExactly 'Unknown'
        }

        It 'reports a bot that is not in the chat' {
            Invoke-PortalControl $portal POST messages @{ userId = 17; botId = 456; text = 'hi' } | Out-Null
            Connect-TestOAuth $portal -NoBot
            $bot = Register-B24Bot outsider Outsider
            Send-B24BotMessage chat5 hello -BotId $bot.BotId -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AccessDenied'
            $problem[0].Exception.PortalCode | Should -BeExactly 'ACCESS_DENIED'
            $problem[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        }
    }

    Context 'An authorization server that does not answer correctly' {
        It 'answers a web page: AnswerIsHtml, with the server''s name as method' {
            Connect-TestOAuth $portal -NoRepeat
            Add-PortalFault $portal Html oauth/token
            Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AnswerIsHtml'
            $problem[0].Exception.Method | Should -BeExactly 'oauth/token'
        }

        It 'loses the answer to a refresh: the refusal of the repeated refresh says so' {
            Connect-TestOAuth $portal
            Add-PortalFault $portal AnswerLost oauth/token
            Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'RefreshTokenRejected'
            "$($problem[0])" | Should -BeLike '*invalid_grant*An earlier attempt may have been executed. Its answer with the new tokens was lost.'
            $problem[0].Exception.Attempts | Should -Be 2
        }

        It 'cannot be reached: PortalUnreachable' {
            Connect-TestOAuth $portal -NoRepeat -Option @{ AuthorizationServer = "http://127.0.0.1:$(Get-FreePort)" }
            Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PortalUnreachable'
        }

        It 'redirects: PortalRedirected, and the client secret is not sent to the other address' {
            Connect-TestOAuth $portal -NoRepeat
            Add-PortalFault $portal Redirect oauth/token -Option @{ location = $other.address; status = 307 }
            Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PortalRedirected'
            @(Get-PortalRequest $other).Count | Should -Be 0
        }

        It 'returns no pair of tokens: AnswerUnexpected, and the old refresh token stays' {
            Connect-TestOAuth $portal -NoRepeat
            Add-PortalFault $portal NotJson oauth/token -Option @{ body = '{"access_token":"x"}'; executes = $false }
            Update-B24Token -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AnswerUnexpected'
            Update-B24Token -ErrorAction Stop
            @(Get-PortalRequest $portal oauth/token)[1].status | Should -Be 200
        }

        It 'does not count the unanswered refresh as an attempt of the call' {
            Connect-TestOAuth $portal -NoRepeat
            Set-PortalTokenExpired $portal
            Add-PortalFault $portal Html oauth/token
            $problem = Get-SendProblem
            Get-ErrorId $problem | Should -BeExactly 'AnswerIsHtml'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 0
        }
    }

    Context 'PowerShell''s ways to handle errors' {
        It 'work with -ErrorAction Stop: the pipeline ends, and catch gets the record' {
            Add-PortalFault $portal Html $send
            $problem = Get-Failure { 'one', 'two' | Send-B24BotMessage chat5 -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'AnswerIsHtml'
            @(Get-PortalRequest $portal $send).Count | Should -Be 1
        }

        It 'work with $ErrorActionPreference' {
            Add-PortalFault $portal Html $send
            $ErrorActionPreference = 'Stop'
            $problem = Get-Failure { Send-B24BotMessage chat5 hello }
            Get-ErrorId $problem | Should -BeExactly 'AnswerIsHtml'
        }

        It 'work with -ErrorAction SilentlyContinue: nothing is shown, $? is false, and the pipeline continues' {
            Add-PortalFault $portal Html $send
            $shown = @('one', 'two' | Send-B24BotMessage chat5 -ErrorAction SilentlyContinue 2>&1)
            $shown.Count | Should -Be 1
            $shown[0] | Should -Not -BeOfType [System.Management.Automation.ErrorRecord]
            $null = Send-B24BotMessage nowhere hello -ErrorAction SilentlyContinue
            $? | Should -BeFalse
        }

        It 'work with the error stream: one record for each bad object' {
            $all = @('', 'good', ' ' | Send-B24BotMessage chat5 -ErrorAction Continue 2>&1)
            @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -Be 2
            @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }).Count | Should -Be 1
        }

        It 'work with -ErrorVariable +' {
            $null = Send-B24BotMessage nowhere one -ErrorAction SilentlyContinue -ErrorVariable problem
            $null = Send-B24BotMessage nowhere two -ErrorAction SilentlyContinue -ErrorVariable +problem
            $problem.Count | Should -Be 2
        }

        It 'work with -ErrorAction Ignore: $Error stays empty' {
            $Error.Clear()
            $null = Send-B24BotMessage nowhere one -ErrorAction Ignore
            $Error.Count | Should -Be 0
        }

        It 'show the message and the advice as text' {
            $text = Send-B24BotMessage nowhere one -ErrorAction Continue 2>&1 | Out-String
            $text | Should -Match "'nowhere' is not a valid dialog ID"
        }
    }

    Context 'Every cmdlet' {
        It 'reports its error with ID, category, advice, and the user''s input: <Name>' -ForEach @(
            @{ Name = 'Connect-B24Webhook'; Call = { Connect-B24Webhook 'https://portal.example.com/rest/' } }
            @{ Name = 'Connect-B24OAuth'; Call = { Connect-B24OAuth portal.example.com id secret } }
            @{ Name = 'Connect-B24OAuth, bad domain'; Call = { Connect-B24OAuth 'a b' id secret -AccessToken x } }
            @{ Name = 'Connect-B24Profile'; Call = { Connect-B24Profile no-such-profile } }
            @{ Name = 'Get-B24Profile'; Call = { Get-B24Profile no-such-profile } }
            @{ Name = 'Remove-B24Profile'; Call = { Remove-B24Profile no-such-profile } }
            @{ Name = 'Get-B24Session'; Call = { Get-B24Session no-such-session } }
            @{ Name = 'Set-B24Session'; Call = { Set-B24Session no-such-session -BotId 1 } }
            @{ Name = 'Set-B24Session, token'; Call = { Set-B24Session -BotToken $null } }
            @{ Name = 'Disconnect-B24Session'; Call = { Disconnect-B24Session no-such-session } }
            @{ Name = 'Update-B24Token'; Call = { Connect-B24OAuth 127.0.0.1 id secret -AccessToken x; Update-B24Token } }
            @{ Name = 'Invoke-B24Method'; Call = { Invoke-B24Method imbot.v2.No.such } }
            @{ Name = 'Get-B24Bot'; Call = { Get-B24Bot -BotId 999999 } }
            @{ Name = 'Get-B24Bot, code'; Call = { Get-B24Bot -Code no-such-bot } }
            @{ Name = 'Get-B24ApiRevision'; Call = { Add-PortalFault $portal Html; Get-B24ApiRevision } }
            @{ Name = 'Register-B24Bot'; Call = { Register-B24Bot code Name -AvatarPath TestDrive:/no-such-file.png } }
            @{ Name = 'Send-B24BotMessage'; Call = { Send-B24BotMessage nowhere hello } }
        ) {
            $ErrorActionPreference = 'Stop'
            $problem = Get-Failure $Call
            $problem.FullyQualifiedErrorId | Should -MatchExactly '^[A-Z][A-Za-z]+,Bitrix24\.Imbot\.Cmdlets\.[A-Za-z]+\.[A-Za-z0-9]+Cmdlet$'
            $problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            $problem.ErrorDetails.RecommendedAction | Should -Match '\w+'
            $problem.Exception.Message | Should -Match '\w+'
            $problem.Exception.RecommendedAction | Should -BeExactly $problem.ErrorDetails.RecommendedAction
            $problem.Exception.ErrorId | Should -BeExactly (Get-ErrorId $problem)
        }

        It 'reports a category even if PowerShell itself refuses an argument: <Name>' -ForEach @(
            @{ Name = 'Send-B24BotMessage -Message of an object'; Call = { Send-B24BotMessage chat5 -Message (Get-Process -Id $PID) } }
            @{ Name = 'Send-B24BotMessage -BotId 0'; Call = { Send-B24BotMessage chat5 hello -BotId 0 } }
            @{ Name = 'Register-B24Bot with a code of 51 characters'; Call = { Register-B24Bot ('x' * 51) Name } }
            @{ Name = 'Connect-B24Webhook with a number'; Call = { Connect-B24Webhook 5 } }
        ) {
            $problem = Get-Failure $Call
            $problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }
}
