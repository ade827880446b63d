# Invoke-B24Method: conversion between PowerShell values and JSON, added parameters, and errors for the portal's refusals.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $party = [char]::ConvertFromUtf32(0x1F389)
    $cyrillic = -join [char[]](0x41F, 0x440, 0x438, 0x432, 0x435, 0x442)

    # Returns the body that the portal got. server.time has no parameters and no bot token, so the body contains only these parameters.
    function Get-SentBody {
        param($Parameter)
        Clear-PortalRequest $portal
        $null = Invoke-B24Method server.time $Parameter -ErrorAction Stop
        @(Get-PortalRequest $portal)[0].body
    }

    function Get-SentValue {
        param($Value)
        $body = Get-SentBody @{ value = $Value }
        if ($body -notmatch '(?s)^\{"value":(.*)\}$') {
            throw "Unexpected body: $body"
        }

        $Matches[1]
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Invoke-B24Method' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'Parameters' {
        It 'can be omitted or null' {
            Get-SentBody | Should -BeExactly '{}'
            Get-SentBody $null | Should -BeExactly '{}'
            Get-SentBody @{} | Should -BeExactly '{}'
        }

        It 'can be a nested hashtable' {
            ConvertTo-SortedJson (Get-SentBody @{ a = 1; b = @{ c = 'x'; d = @{} } }) | Should -BeExactly '{"a":1,"b":{"c":"x","d":{}}}'
        }

        It 'can be an ordered hashtable, which keeps its order' {
            Get-SentBody ([ordered]@{ z = 1; a = 2; m = [ordered]@{ y = 3; b = 4 } }) | Should -BeExactly '{"z":1,"a":2,"m":{"y":3,"b":4}}'
        }

        It 'can be a nested PSCustomObject' {
            Get-SentBody ([pscustomobject]@{ z = 1; a = [pscustomobject]@{ b = 'x' } }) | Should -BeExactly '{"z":1,"a":{"b":"x"}}'
        }

        It 'can be the output of Select-Object' {
            $chosen = Get-Process -Id $PID | Select-Object -Property Id, @{ Name = 'kind'; Expression = { 'process' } }
            Get-SentBody $chosen | Should -BeExactly ('{"Id":' + $PID + ',"kind":"process"}')
        }

        It 'can be the output of ConvertFrom-Json' {
            Get-SentBody (ConvertFrom-Json '{"a":[1,{"b":null}],"c":1.5,"d":true}') | Should -BeExactly '{"a":[1,{"b":null}],"c":1.5,"d":true}'
        }

        It 'can be $PSBoundParameters of a function' {
            function Send-Bound {
                param($DialogId, $Count)
                Get-SentBody $PSBoundParameters
            }

            ConvertTo-SortedJson (Send-Bound -DialogId chat5 -Count 3) | Should -BeExactly '{"Count":3,"DialogId":"chat5"}'
        }

        It 'keep the letter case of their names' {
            ConvertTo-SortedJson (Get-SentBody @{ botID = 1; UPPER_CASE = 2 }) | Should -BeExactly '{"UPPER_CASE":2,"botID":1}'
        }

        It 'can have numbers as names' {
            Get-SentBody @{ 5 = 'five' } | Should -BeExactly '{"5":"five"}'
        }

        It 'cannot be <Kind>' -ForEach @(
            @{ Kind = 'a text'; Value = 'botId=456' }
            @{ Kind = 'a number'; Value = 5 }
            @{ Kind = 'an array'; Value = @(1, 2) }
        ) {
            $problem = Get-Failure { Invoke-B24Method server.time $Value }
            Get-ErrorId $problem | Should -BeExactly 'ParameterNotSerializable'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'do not change: no token is added to the caller''s hashtable' {
            $parameter = @{ botId = 456 }
            $null = Invoke-B24Method imbot.v2.Bot.get $parameter
            $parameter.Keys | Should -Be 'botId'
        }
    }

    Context 'Values' {
        It 'are null if a command returns nothing, also inside lists and objects' {
            $null = Invoke-B24Method server.time @{ a = (& {}) }
            $null = Invoke-B24Method server.time @{ a = $(if ($false) { 1 }) }
            $null = Invoke-B24Method server.time @{ a = , (1..3 | Where-Object { $_ -gt 3 }) }
            $null = Invoke-B24Method server.time @{ a = @{ b = (Get-Variable b24NotSet -ValueOnly -ErrorAction Ignore) } }
            $null = Invoke-B24Method server.time @{ a = [pscustomobject]@{ b = (Get-Variable b24NotSet -ValueOnly -ErrorAction Ignore) } }
            @(Get-PortalRequest $portal).body | Should -Be @('{"a":null}', '{"a":null}', '{"a":[null]}', '{"a":{"b":null}}', '{"a":{"b":null}}')
        }

        It 'become JSON: <Kind>' -ForEach @(
            @{ Kind = 'text'; Value = 'x'; Json = '"x"' }
            @{ Kind = 'empty text'; Value = ''; Json = '""' }
            @{ Kind = 'text that looks like a number'; Value = '5'; Json = '"5"' }
            @{ Kind = 'a character'; Value = [char]'x'; Json = '"x"' }
            @{ Kind = 'null'; Value = $null; Json = 'null' }
            @{ Kind = 'DBNull'; Value = [DBNull]::Value; Json = 'null' }
            @{ Kind = 'true'; Value = $true; Json = 'true' }
            @{ Kind = 'false'; Value = $false; Json = 'false' }
            @{ Kind = 'a switch that is on'; Value = [switch]$true; Json = 'true' }
            @{ Kind = 'a switch that is off'; Value = [switch]$false; Json = 'false' }
            @{ Kind = 'Int32'; Value = -5; Json = '-5' }
            @{ Kind = 'Byte'; Value = [byte]5; Json = '5' }
            @{ Kind = 'Int64'; Value = [int64]::MaxValue; Json = '9223372036854775807' }
            @{ Kind = 'UInt64'; Value = [uint64]::MaxValue; Json = '18446744073709551615' }
            @{ Kind = 'UInt32'; Value = [uint32]::MaxValue; Json = '4294967295' }
            @{ Kind = 'BigInteger'; Value = [bigint]::Parse('123456789012345678901234567890'); Json = '123456789012345678901234567890' }
            @{ Kind = 'Double'; Value = 1.5; Json = '1.5' }
            @{ Kind = 'Double 0.1'; Value = 0.1; Json = '0.1' }
            @{ Kind = 'Single 0.1'; Value = [float]0.1; Json = '0.1' }
            @{ Kind = 'Decimal'; Value = 1.10d; Json = '1.10' }
            @{ Kind = 'an enum'; Value = [DayOfWeek]::Monday; Json = '"Monday"' }
            @{ Kind = 'a Guid'; Value = [guid]'6f9619ff-8b86-4d01-b42d-00cf4fc964ff'; Json = '"6f9619ff-8b86-4d01-b42d-00cf4fc964ff"' }
            @{ Kind = 'an Uri'; Value = [uri]'https://example.com/a?b=c'; Json = '"https://example.com/a?b=c"' }
            @{ Kind = 'a version'; Value = [version]'1.2.3'; Json = '"1.2.3"' }
            @{ Kind = 'bytes'; Value = [byte[]](1, 2, 255); Json = '"AQL/"' }
        ) {
            Get-SentValue $Value | Should -BeExactly $Json
        }

        It 'become JSON lists: <Kind>' -ForEach @(
            @{ Kind = 'an array'; Value = @(1, 'a', $null, $true); Json = '[1,"a",null,true]' }
            @{ Kind = 'an array of one'; Value = @('a'); Json = '["a"]' }
            @{ Kind = 'an array of one hashtable'; Value = @(@{ a = 1 }); Json = '[{"a":1}]' }
            @{ Kind = 'an empty array'; Value = @(); Json = '[]' }
            @{ Kind = 'arrays in arrays'; Value = @(@(1, 2), @(3), @()); Json = '[[1,2],[3],[]]' }
            @{ Kind = 'an array of one array of one'; Value = @(, @(, 1)); Json = '[[1]]' }
            @{ Kind = 'a generic list'; Value = [System.Collections.Generic.List[int]]@(1, 2); Json = '[1,2]' }
            @{ Kind = 'an ArrayList'; Value = [System.Collections.ArrayList]@('a'); Json = '["a"]' }
            @{ Kind = 'integers'; Value = [int[]](1, 2); Json = '[1,2]' }
        ) {
            Get-SentValue $Value | Should -BeExactly $Json
        }

        It 'keep a list of one item in an object and in a hashtable' {
            Get-SentBody ([pscustomobject]@{ list = @(1) }) | Should -BeExactly '{"list":[1]}'
            Get-SentBody @{ list = , 1 } | Should -BeExactly '{"list":[1]}'
        }

        It 'become ISO 8601 text when they are dates: <Kind>' -ForEach @(
            @{ Kind = 'DateTime, UTC'; Value = [datetime]::new(2026, 11, 22, 10, 30, 0, [DateTimeKind]::Utc); Json = '"2026-11-22T10:30:00+00:00"' }
            @{
                Kind  = 'DateTimeOffset'
                Value = [DateTimeOffset]::new(2026, 11, 22, 10, 30, 0, [timespan]::FromHours(-3.5))
                Json  = '"2026-11-22T10:30:00-03:30"'
            }
        ) {
            (Get-SentValue $Value) -replace '\\u002B', '+' | Should -BeExactly $Json
        }

        It 'become ISO 8601 text with the local offset when they are local dates: <Kind>' -ForEach @(
            @{ Kind = 'Get-Date'; Value = (Get-Date -Year 2026 -Month 11 -Day 22 -Hour 10 -Minute 30 -Second 5) }
            @{ Kind = 'a date without kind'; Value = [datetime]::new(2026, 11, 22, 10, 30, 5) }
        ) {
            $local = [DateTimeOffset]::new([datetime]::new(2026, 11, 22, 10, 30, 5, [DateTimeKind]::Local))
            (Get-SentValue $Value) -replace '\\u002B', '+' | Should -BeExactly ('"' + $local.ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture) + '"')
        }

        It 'become their text when they are SecureString' {
            Get-SentValue (ConvertTo-SecureText 'pass word') | Should -BeExactly '"pass word"'
        }

        It 'become plain text when they are lines of a file, which have additional properties' {
            Set-Content -Path TestDrive:/lines.txt -Value 'first line', 'second line'
            Get-SentValue (Get-Content TestDrive:/lines.txt)[0] | Should -BeExactly '"first line"'
            Get-SentValue (Get-Content TestDrive:/lines.txt) | Should -BeExactly '["first line","second line"]'
            Get-SentValue (Get-Content TestDrive:/lines.txt -Raw).Trim() | Should -BeExactly '"first line\nsecond line"'
        }

        It 'lose the members that Add-Member added' {
            Get-SentValue (5 | Add-Member -NotePropertyName Note -NotePropertyValue x -PassThru) | Should -BeExactly '5'
            Get-SentValue (@{ a = 1 } | Add-Member -NotePropertyName Note -NotePropertyValue x -PassThru) | Should -BeExactly '{"a":1}'
        }

        It 'keep Cyrillic, emoji and control characters' {
            $text = "$cyrillic $party `"quoted`" \ / `t`r`n <>&'+"
            (ConvertFrom-Json (Get-SentBody @{ value = $text })).value | Should -BeExactly $text
        }

        It 'do not depend on the culture' {
            $culture = [System.Threading.Thread]::CurrentThread.CurrentCulture
            try {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]'de-DE'
                Get-SentValue @(1.5, 1.5d, [float]1.5) | Should -BeExactly '[1.5,1.5,1.5]'
            }
            finally {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
            }
        }

        It 'can occur twice' {
            $shared = @{ a = 1 }
            Get-SentBody ([ordered]@{ one = $shared; two = $shared }) | Should -BeExactly '{"one":{"a":1},"two":{"a":1}}'
        }

        It 'cannot contain themselves: <Kind>' -ForEach @(
            @{ Kind = 'a hashtable'; Make = { $loop = @{}; $loop.self = $loop; $loop } }
            @{ Kind = 'a list in a hashtable'; Make = { $loop = @{ list = [System.Collections.ArrayList]@() }; $null = $loop.list.Add($loop); $loop } }
            @{ Kind = 'an object'; Make = { $loop = [pscustomobject]@{ self = $null }; $loop.self = $loop; $loop } }
            @{ Kind = 'nesting of 100 levels'; Make = { $deep = @{}; foreach ($level in 1..100) { $deep = @{ in = $deep } }; $deep } }
        ) {
            $loop = & $Make
            $problem = Get-Failure { Invoke-B24Method server.time $loop }
            Get-ErrorId $problem | Should -BeExactly 'ParameterCyclic'
            $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'must have a JSON form: <Kind>' -ForEach @(
            @{ Kind = 'a process'; Value = (Get-Process -Id $PID); Name = 'Process' }
            @{ Kind = 'a file'; Value = (Get-Item $PSCommandPath); Name = 'FileInfo' }
            @{ Kind = 'a script block'; Value = { 1 }; Name = 'ScriptBlock' }
            @{ Kind = 'an XML document'; Value = [xml]'<a/>'; Name = 'XmlDocument' }
            @{ Kind = 'not a number'; Value = [double]::NaN; Name = 'NaN' }
            @{ Kind = 'infinity'; Value = [double]::PositiveInfinity; Name = 'Infinity' }
        ) {
            $problem = Get-Failure { Invoke-B24Method server.time @{ deep = @{ value = $Value } } }
            Get-ErrorId $problem | Should -BeExactly 'ParameterNotSerializable'
            $problem.Exception.Message | Should -Match $Name
            $problem.ErrorDetails.RecommendedAction | Should -Match 'Select-Object'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'Results' {
        It 'are PSCustomObject with Int64 for whole numbers' {
            $result = Invoke-B24Method imbot.v2.Bot.get @{ botId = 456 }
            $result | Should -BeOfType [pscustomobject]
            $result.bot | Should -BeOfType [pscustomobject]
            $result.bot.id | Should -BeOfType [long]
            $result.bot.id | Should -Be 456
            $result.bot.code | Should -BeExactly 'docs_bot'
            $result.bot.isHidden | Should -BeOfType [bool]
            $result.bot.backgroundId | Should -Be $null
        }

        It 'contain lists as arrays, also lists of one item' {
            $result = Invoke-B24Method imbot.v2.Bot.list
            , $result.bots | Should -BeOfType [array]
            $result.bots.Count | Should -Be 1
        }

        It 'contain Double for numbers with a decimal point' {
            (Invoke-B24Method server.time -Raw).time.duration | Should -BeOfType [double]
        }

        It 'contain exact numbers: <Json>' -ForEach @(
            @{ Json = '0'; Type = [long]; Value = 0 }
            @{ Json = '-1'; Type = [long]; Value = -1 }
            @{ Json = '9007199254740993'; Type = [long]; Value = 9007199254740993 }
            @{ Json = '9223372036854775807'; Type = [long]; Value = [long]::MaxValue }
            @{ Json = '1.5'; Type = [double]; Value = 1.5 }
            @{ Json = '1e3'; Type = [double]; Value = 1000 }
        ) {
            Add-PortalFault $portal Status server.time -Option @{ status = 200; body = "{`"result`":{`"number`":$Json}}"; contentType = 'application/json' }
            $number = (Invoke-B24Method server.time).number
            $number | Should -BeOfType $Type
            $number | Should -Be $Value
        }

        It 'keep dates as text' {
            $time = Invoke-B24Method server.time
            $time | Should -BeOfType [string]
            $time | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$'
        }

        It 'are enumerated when they are lists' {
            $names = @(Invoke-B24Method methods | Where-Object { $_ -eq 'server.time' })
            $names.Count | Should -Be 1
            @(Invoke-B24Method methods).Count | Should -BeGreaterThan 1
        }

        It 'are true if the portal returns true' {
            Add-PortalFault $portal Status server.time -Option @{ status = 200; body = '{"result":true}'; contentType = 'application/json' }
            Invoke-B24Method server.time | Should -BeExactly $true
        }

        It 'keep members whose names differ only in letter case' {
            $body = '{"result":{"id":1,"ID":"2","Id":3}}'
            Add-PortalFault $portal Status server.time -Option @{ status = 200; body = $body; contentType = 'application/json' }
            $result = Invoke-B24Method server.time
            $result['id'] | Should -Be 1
            $result['ID'] | Should -BeExactly '2'
            $result['Id'] | Should -Be 3
        }

        It 'are the whole envelope with -Raw' {
            $raw = Invoke-B24Method methods -Raw
            @($raw).Count | Should -Be 1
            , $raw.result | Should -BeOfType [array]
            $raw.result | Should -Contain 'server.time'
            $raw.time.date_start | Should -BeOfType [string]
            $raw.time.start | Should -BeOfType [double]
        }

        It 'include total and next with -Raw' {
            $body = '{"result":[1,2],"total":52,"next":50,"time":{"start":1.5}}'
            Add-PortalFault $portal Status server.time -Option @{ status = 200; body = $body; contentType = 'application/json' }
            $raw = Invoke-B24Method server.time -Raw
            $raw.total | Should -Be 52
            $raw.next | Should -Be 50
            $raw.result | Should -Be @(1, 2)
        }
    }

    Context 'Parameters that the module adds' {
        It 'are the bot token with a webhook, in the place of the method' {
            $null = Invoke-B24Method IMBOT.V2.BOT.LIST.json @{ auth = 'mine' } -ErrorAction Stop
            $null = Invoke-B24Method imbot.v2.bot.REGISTER @{ fields = @{ code = 'made'; properties = @{ name = 'Made' } } } -ErrorAction Stop
            @(Get-PortalBot $portal made)[0].botToken | Should -BeExactly 'my_bot_token'
        }

        It 'are the new token of a bot, in any letter case, with a warning that the session has the old one: <_>' -ForEach 'botToken', 'BotToken', 'BOT_TOKEN' {
            $bot = Register-B24Bot "rotated_$_" Rotated
            $fields = @{ $_ = 'the new token' }
            $said = Invoke-B24Method imbot.v2.Bot.update @{ botId = $bot.BotId; fields = $fields } 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
            "$said" | Should -Match 'Set-B24Session -BotToken'
            (Get-Failure { Send-B24BotMessage 17 'x' -BotId $bot.BotId -ErrorAction Stop }).Exception.PortalCode | Should -Be BOT_OWNERSHIP_ERROR
            $null = Invoke-B24Method imbot.v2.Bot.update @{ botId = $bot.BotId; botToken = 'the new token'; fields = @{ isHidden = $true } } -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
            $inBatch = Invoke-B24Batch @{ Method = 'imbot.v2.Bot.update'; Parameter = @{ botId = $bot.BotId; botToken = 'the new token'; fields = @{ $_ = 'the third' } } } 3>&1
            @($inBatch | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        }

        It 'are auth, and not the caller''s token, with OAuth' {
            Reset-TestSession
            Connect-TestOAuth $portal
            $null = Invoke-B24Method imbot.v2.Bot.list @{ botToken = 'mine'; access_token = 'mine' } -ErrorAction Stop
            @(Get-PortalRequest $portal)[0].Json.auth | Should -BeExactly $portal.accessToken
        }

        It 'include dialogId as text, also from a number' {
            $null = Invoke-B24Method imbot.v2.Chat.Message.send @{ botId = 456; dialogId = 17; fields = @{ message = 42 } } -ErrorAction Stop
            @(Get-PortalMessage $portal 17)[-1].text | Should -BeExactly '42'
            (Invoke-B24Method imbot.v2.Chat.get @{ botId = 456; dialogId = 17 } -ErrorAction Stop).chat.dialogId | Should -Be '17'
        }

        It 'cannot be combined with a parameter ''token'', which the portal would use as a signed link' {
            Invoke-B24Method imbot.v2.Bot.list @{ token = 'mine' } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ParameterReserved'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'need a bot token with a webhook' {
            Reset-TestSession
            Connect-TestWebhook $portal -NoBot
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotTokenMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Invoke-B24Method imbot.v2.Revision.get).rest | Should -Be 35
        }
    }

    Context 'Method names' {
        It 'are refused if they are invalid: ''<_>''' -ForEach @(
            ' ', '.json', 'imbot.v2.Bot.get.xml', 'a/b', '../imbot.v2.Bot.get', 'imbot.v2.Bot.get?auth=x', 'a b', '.get', 'get.', 'a%2Fb'
        ) {
            $problem = Get-Failure { Invoke-B24Method $_ }
            Get-ErrorId $problem | Should -BeExactly 'MethodNameInvalid'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'Refusals' {
        It 'report an unknown method' {
            Invoke-B24Method imbot.v2.No.such -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MethodNotFound'
            $problem[0].Exception.PortalCode | Should -BeExactly 'ERROR_METHOD_NOT_FOUND'
            $problem[0].Exception.HttpStatus | Should -Be 404
            $problem[0].Exception.Method | Should -BeExactly 'imbot.v2.No.such'
            $problem[0].TargetObject | Should -Be 'imbot.v2.No.such'
            $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }

        It 'report a webhook that does not exist (401)' {
            Connect-B24Webhook ($portal.webhookUri -replace '[^/]+/$', 'anothercode12345/') -BotId 456 -BotToken my_bot_token
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AuthorizationRejected'
            $problem[0].Exception.PortalCode | Should -BeExactly 'INVALID_CREDENTIALS'
            $problem[0].Exception.HttpStatus | Should -Be 401
            $problem[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        }

        It 'report a missing scope (401)' {
            Connect-TestOAuth $portal
            Invoke-B24Method user.current -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ScopeInsufficient'
            $problem[0].Exception.PortalCode | Should -BeExactly 'insufficient_scope'
            $problem[0].Exception.HttpStatus | Should -Be 401
            $problem[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'report an access token that was not issued (401)' {
            Connect-TestOAuth $portal -Option @{ AccessToken = 'made-up-token'; RefreshToken = $null }
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AuthorizationRejected'
            $problem[0].Exception.HttpStatus | Should -Be 401
        }

        It 'report a plan without REST (401)' {
            Set-PortalState $portal @{ isRestAvailable = $false }
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AccessDenied'
            $problem[0].Exception.HttpStatus | Should -Be 401
        }

        It 'report a stopped portal (403)' {
            Set-PortalState $portal @{ isStopped = $true }
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PortalDeleted'
            $problem[0].Exception.PortalCode | Should -BeExactly 'PORTAL_DELETED'
            $problem[0].Exception.HttpStatus | Should -Be 403
        }

        It 'report a manual block (OVERLOAD_LIMIT)' {
            Set-PortalState $portal @{ isOverloaded = $true }
            Invoke-B24Method imbot.v2.Bot.list -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PortalBlocked'
            $problem[0].Exception.Attempts | Should -Be 1
            "$($problem[0].Exception.Outcome)" | Should -BeExactly 'NotExecuted'
        }

        It 'report a missing bot ID and a bot that does not exist (400)' {
            Invoke-B24Method imbot.v2.Chat.get @{ dialogId = 'chat5' } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotIdMissing'
            Invoke-B24Method imbot.v2.Chat.get @{ botId = 999; dialogId = 'chat5' } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotNotFound'
            $problem[0].Exception.HttpStatus | Should -Be 400
        }

        It 'report an argument of the wrong type (code 100): a number as dialogId' {
            Invoke-B24Method imbot.v2.Chat.Message.send @{ botId = 456; dialogId = 5; fields = @{ message = 'x' } } `
                -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].Exception.HttpStatus | Should -Be 400
            $problem[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 0
        }

        It 'end the pipeline with -ErrorAction Stop and can be caught' {
            $problem = Get-Failure { Invoke-B24Method imbot.v2.No.such -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'MethodNotFound'
        }
    }

    Context '-WhatIf' {
        It 'sends nothing for <_>' -ForEach @(
            'imbot.v2.Chat.Message.send', 'IMBOT.V2.CHAT.MESSAGE.SEND', 'imbot.v2.Event.get', 'im.v2.Event.get', 'crm.lead.add', 'batch', 'event.bind'
        ) {
            Invoke-B24Method $_ @{ botId = 456 } -WhatIf | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'calls <_>, which changes nothing' -ForEach @(
            'imbot.v2.Bot.list', 'imbot.v2.Chat.Message.getContext', 'imbot.v2.File.download', 'IMBOT.V2.FILE.DOWNLOAD', 'app.info', 'crm.lead.list'
        ) {
            Invoke-B24Method $_ @{ botId = 456; messageId = 1; fileId = 1 } -WhatIf -ErrorAction SilentlyContinue | Out-Null
            @(Get-PortalRequest $portal).Count | Should -Be 1
        }

        It 'still reports parameters that cannot be sent' {
            $problem = Get-Failure { Invoke-B24Method imbot.v2.Chat.Message.send @{ a = (Get-Process -Id $PID) } -WhatIf }
            Get-ErrorId $problem | Should -BeExactly 'ParameterNotSerializable'
        }
    }
}
