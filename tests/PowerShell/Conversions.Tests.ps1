# Conversion of arguments: unreadable values, people, keyboards, attachments, times, and paths.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function New-ThrowingProperty {
        param([string] $Name)
        $item = New-Object psobject
        $item | Add-Member -MemberType ScriptProperty -Name $Name -Value { throw 'boom' } -PassThru
    }

    Add-Type -TypeDefinition @'
public class B24TestThrowingList : System.Collections.IEnumerable
{
    public System.Collections.IEnumerator GetEnumerator() { throw new System.InvalidOperationException("boom"); }
}

public class B24TestThrowingText
{
    public override string ToString() { throw new System.InvalidOperationException("boom"); }
}
'@
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Arguments' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'Unreadable values' {
        It 'fail one command of a batch, and not the others' {
            $good = @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } }
            $bad = @(
                @{ Method = 'imbot.v2.Chat.get'; Parameter = (New-ThrowingProperty botId) }
                @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ fields = @{ list = [B24TestThrowingList]::new() } } }
                @{ Method = [B24TestThrowingText]::new() }
                @{ Key = [B24TestThrowingText]::new(); Method = 'imbot.v2.Chat.get' }
                New-ThrowingProperty Method
            )
            $results = @(@($good) + $bad + @($good) | Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem)
            $results.Count | Should -Be 7
            @($results | Where-Object { $null -eq $_.Error }).Count | Should -Be 2
            $problem.Count | Should -Be 5
            "$($problem[1])" | Should -BeLike "*'fields.list'*boom*"
        }

        It 'are reported as an error of their object: <Date> in <Zone>' -ForEach @(
            @{ Date = 'MinValue'; Zone = 'Asia/Tokyo' }
            @{ Date = 'MaxValue'; Zone = 'America/New_York' }
        ) {
            Skip-OnWindows
            $child = Invoke-ChildPowerShell -Environment @{ TZ = $Zone; BITRIX24_URI = $portal.webhookUri } -Command @"
                Connect-B24Webhook `$env:BITRIX24_URI -BotId 456 -BotToken my_bot_token
                `$results = @{ Method = 'a.b'; Parameter = @{ since = [datetime]::$Date } }, @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } } |
                    Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem
                "`$(@(`$results).Count) results, `$(`$null -eq @(`$results)[1].Error); `$(`$problem[0].FullyQualifiedErrorId); `$(`$problem[0])"
"@
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output | Should -BeLike "2 results, True; ParameterNotSerializable,*'since'*"
        }

        It 'stop Invoke-B24Method and Send-B24BotContext with an error of the module' {
            Get-ErrorId (Get-Failure { Invoke-B24Method a.b (New-ThrowingProperty x) }) | Should -BeExactly 'ParameterNotSerializable'
            Get-ErrorId (Get-Failure { Send-B24BotContext @{ list = [B24TestThrowingList]::new() } }) | Should -BeExactly 'ParameterNotSerializable'
        }

        It 'are read by PowerShell when it binds them by name, and can be replaced by a script block or Select-Object' {
            $good = [pscustomobject]@{ DialogId = '17' }
            $objects = $good, (New-ThrowingProperty DialogId), $good
            # PowerShell reports this error: no cmdlet gets the object.
            $problem = Get-Failure { $objects | Send-B24BotMessage -Message x }
            $problem.FullyQualifiedErrorId | Should -BeLike '*GetValue*'
            @($objects | Send-B24BotMessage -DialogId { $_.DialogId } -Message x -ErrorAction SilentlyContinue -ErrorVariable byBlock).DialogId | Should -Be @('17', '17')
            @($objects | Select-Object DialogId | Send-B24BotMessage -Message x -ErrorAction SilentlyContinue -ErrorVariable bySelect).DialogId | Should -Be @('17', '17')
            $byBlock.Count, $bySelect.Count | Should -Be @(1, 1)
        }

        It 'leave a cell of a table empty' {
            $rows = (New-ThrowingProperty Value), [pscustomobject]@{ Value = [B24TestThrowingText]::new() }, [pscustomobject]@{ Value = [B24TestThrowingList]::new() },
                [pscustomobject]@{ Value = 'good' }
            "$(($rows | ConvertTo-B24Attachment -Property Value).Blocks)" | Should -BeLike '*good*'
        }

        It 'are an error of New-B24AttachmentBlock' {
            $null = New-B24AttachmentBlock -Row @{ a = [B24TestThrowingText]::new() } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AttachmentBlockInvalid'
            $null = New-B24AttachmentBlock -Grid @{ Name = 'x'; Width = [B24TestThrowingText]::new() } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AttachmentBlockInvalid'
        }

        It 'accept a bracket in a name' {
            $null = Get-B24Session '[' -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'SessionNotFound'
            Get-ErrorId (Get-Failure { Get-B24Profile '[' }) | Should -BeExactly 'ProfileNameInvalid'
            Get-B24BotCommand '[' | Should -BeNullOrEmpty
            "$((@{ '[' = 'good' } | ConvertTo-B24Attachment -Property '[').Blocks)" | Should -BeLike '*good*'
        }

        It 'include a NUL character in any path' {
            $path = "a$([char]0)b"
            $null = Send-B24BotFile chat5 $path -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'FileNotFound'
            $null = New-B24BotChat x -AvatarPath $path -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Save-B24BotFile 1 $path }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -OffsetStore $path -Timeout 1 }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Start-B24Bot -DeadLetterPath $path -Timeout 1 -OnMessage { } }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath $path }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option @{ TokenStore = $path } }) | Should -BeExactly 'FileNotFound'
        }
    }

    Context 'People as recipients' {
        BeforeEach {
            $people = @(Get-B24BotChatUser chat5 | Where-Object { -not $_.IsBot })
        }

        It 'sends to the people from a chat <Way>' -ForEach @(
            @{ Way = 'one by one'; Option = @{} }
            @{ Way = 'in batches'; Option = @{ AsBatch = $true } }
        ) {
            $sent = @($people | Send-B24BotMessage -Message hi @Option)
            $sent.DialogId | Should -Be @('1', '17', '23')
            @(Get-PortalMessage $portal 17).text | Should -Be 'hi'
        }

        It 'sends to numbers and dialog IDs from the pipeline' {
            @(17, 23, 'chat5' | Send-B24BotMessage -Message x).DialogId | Should -Be @('17', '23', 'chat5')
        }

        It 'accepts people as -DialogId, also from a hashtable, a row of a CSV file, or Clixml' {
            $copied = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($people[1]))
            $row = 'UserId,Name', '23,Ivan' | ConvertFrom-Csv
            @(Send-B24BotMessage -DialogId $people[0], $copied, $row, @{ DialogId = 'chat5' } -Message x).DialogId | Should -Be @('1', '17', '23', 'chat5')
        }

        It 'runs script blocks for each object' {
            $rows = 'id,text,key', '17,one,a', '23,two,b' | ConvertFrom-Csv
            $sent = @($rows | Send-B24BotMessage -DialogId { $_.id } -Message { "$($_.text)!" } -IdempotencyKey { $_.key })
            $sent.DialogId | Should -Be @('17', '23')
            @(Get-PortalMessage $portal 23).text | Should -Be 'two!'
            @($people | Send-B24BotMessage -DialogId { $_.UserId } -Message hi).DialogId | Should -Be @('1', '17', '23')
            $people | Send-B24BotInputAction -DialogId { $_.UserId }
            @(17, 23 | Add-B24BotChatUser chat5 -UserId { $_ } -WhatIf -ErrorVariable problem)
            $problem | Should -BeNullOrEmpty
        }

        It 'sends files and questions to people' {
            Set-Content $TestDrive/f.txt x
            @($people | Send-B24BotFile -Path $TestDrive/f.txt).Count | Should -Be 3
            @(17 | Request-B24BotReply -Message Sure? -Choice yes -Timeout 1).DialogId | Should -Be '17'
        }

        It 'accepts objects with a UserId, also with their own text, and reports a row without a UserId' {
            $rows = 'UserId,Message', '17,one', ',two', '23,three' | ConvertFrom-Csv
            $rows[1].PSObject.Properties.Remove('UserId')
            @($rows | Send-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem).DialogId | Should -Be @('17', '23')
            Get-ErrorId $problem[0] | Should -BeExactly 'DialogIdMissing'
            @(Get-PortalMessage $portal 23).text | Should -Be 'three'
            @([pscustomobject]@{ UserId = 17 }, [pscustomobject]@{ UserId = 23; DialogId = 'chat5' } | Send-B24BotMessage -Message x).DialogId | Should -Be @('17', 'chat5')
            Set-Content $TestDrive/f.txt x
            @(17, '23' | Send-B24BotFile -Path $TestDrive/f.txt).DialogId | Should -Be '17', '23'
            @('chat5' | Send-B24BotFile -LiteralPath $TestDrive/f.txt -Message x).DialogId | Should -Be 'chat5'
            @("$TestDrive/f.txt" | Send-B24BotFile chat5).DialogId | Should -Be 'chat5'
            @(Get-Item $TestDrive/f.txt | Send-B24BotFile chat5).DialogId | Should -Be 'chat5'
            $failed = Get-Failure { 17 | Send-B24BotFile chat5 -Path $TestDrive/f.txt -ErrorAction Stop }
            Get-ErrorId $failed | Should -BeExactly 'PipelineInputUnused'
            Get-ErrorId (Get-Failure { 'not a dialog' | Send-B24BotFile -Path $TestDrive/f.txt -ErrorAction Stop }) | Should -BeExactly 'DialogIdMissing'
            @([pscustomobject]@{ UserId = 17 } | Send-B24BotFile -Path $TestDrive/f.txt).DialogId | Should -Be '17'
        }

        It 'skips the bot itself, with a message' {
            $sent = @(Get-B24BotChatUser chat5 | Send-B24BotMessage -Message hi -ErrorVariable problem -WarningVariable warning -WarningAction SilentlyContinue)
            $problem | Should -BeNullOrEmpty
            $sent.DialogId | Should -Not -Contain '456'
            $sent.DialogId | Should -Contain '17'
            "$warning" | Should -BeLike '*456*'
        }

        It 'notifies user IDs from the pipeline' {
            @(17, '23' | Send-B24Notification -Message x).Count | Should -Be 2
            @('x' | Send-B24Notification 17).Count | Should -Be 1
            @(Get-PortalRequest $portal im.notify.personal.add | ForEach-Object { $_.Json.USER_ID }) | Should -Be @(17, 23, 17)
            17 | Send-B24Notification -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
            "$(Get-Failure { Send-B24Notification 17 (Get-Process -Id $PID) })" | Should -BeLike '*A message must be text*'
        }

        It 'accepts people as members of a chat' {
            17, 23 | Add-B24BotChatUser chat5
            $people | Add-B24BotChatUser chat5
            @(Get-PortalRequest $portal imbot.v2.Chat.User.add).Count | Should -Be 5
            Get-B24BotChatUser chat5 -UserId $people[1] | ForEach-Object { $_.UserId } | Should -Be 17
            $chats = @($people | New-B24BotChat Team)
            $chats.Count | Should -Be 1
            @(Get-PortalRequest $portal imbot.v2.Chat.add).Json.fields.userIds | Should -Be @(1, 17, 23)
            @(17, 23 | New-B24BotChat Two).Count | Should -Be 1
            $other = Register-B24Bot other Other
            Clear-PortalRequest $portal
            @(Get-B24Bot | New-B24BotChat Bots).Count | Should -Be 2
            @(Get-PortalRequest $portal imbot.v2.Chat.add | ForEach-Object { $_.Json.botId }) | Should -Be @(456, $other.BotId)
        }

        It 'says which property is missing if an object can mean several things' {
            $people | Add-B24BotChatUser -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'DialogIdInvalid'
            "$($problem[0])" | Should -BeLike '*-DialogId*'
            $people | Send-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem
            "$($problem[0])" | Should -BeLike '*contains the dialog*-Message*'
            "$(Get-Failure { 17 | Send-B24BotMessage })" | Should -BeLike '*-Message*-DialogId { $_ }*'
            "$(Get-Failure { Send-B24BotMessage -DialogId (Get-Date) -Message x })" | Should -BeLike '*has no property DialogId*-DialogId chat5*'
            'hello' | Send-B24BotMessage -Message x -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'PipelineInputUnused'
            foreach ($input in 17, $people[1]) {
                $input | Send-B24BotMessage 'a text' -ErrorAction SilentlyContinue -ErrorVariable problem
                $problem[0].ErrorDetails.RecommendedAction | Should -BeLike "*'a text' is not a dialog ID*specify it with -Message*"
            }

            @{ UserId = 17 }, @{ DialogId = 'chat5'; Message = 'x' } | Send-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 2
            $problem[1].ErrorDetails.RecommendedAction | Should -BeLike '*convert it to `[pscustomobject`]*'
            @(Get-PortalRequest $portal imbot.v2.Chat.Message.send).Count | Should -Be 0
        }

        It 'refuses <Input> as an ID with an error of that object' -ForEach @(
            @{ Input = 'an e-mail address'; Value = { 'anna@example.com' } }
            @{ Input = 'a name'; Value = { 'Anna' } }
            @{ Input = 'a fraction'; Value = { 1.5 } }
            @{ Input = 'a switch'; Value = { $true } }
            @{ Input = 'a date'; Value = { Get-Date } }
            @{ Input = 'an object whose text throws'; Value = { [B24TestThrowingText]::new() } }
            @{ Input = 'a list that throws'; Value = { , [B24TestThrowingList]::new() } }
        ) {
            $value = & $Value
            @(17, $value, 23 | Get-B24User -ErrorAction SilentlyContinue -ErrorVariable problem).UserId | Should -Be @(17, 23)
            $problem.Count | Should -Be 1
            "$($problem[0])" | Should -BeLike '*UserId*'
            "$(Get-Failure { Get-B24User $value })" | Should -BeLike '*UserId*'
            "$(Get-Failure { Remove-B24BotMessage -MessageId $value })" | Should -BeLike '*MessageId*'
            @(Get-PortalRequest $portal imbot.v2.Chat.Message.delete).Count | Should -Be 0
        }

        It 'says how to find people' {
            "$(Get-Failure { Get-B24User anna@example.com })" | Should -BeLike '*Get-B24User with -Email*'
            Send-B24BotMessage anna@example.com x -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-B24User*-Email*'
        }
    }

    Context 'Times' {
        It 'refuses a number that PowerShell converted to ticks in <Cmdlet> -<Name>, and says how to write it' -ForEach @(
            @{ Cmdlet = 'Watch-B24BotEvent'; Name = 'Timeout'; Option = @{} }
            @{ Cmdlet = 'Watch-B24BotEvent'; Name = 'Interval'; Option = @{} }
            @{ Cmdlet = 'Start-B24Bot'; Name = 'Timeout'; Option = @{ OnMessage = { } } }
            @{ Cmdlet = 'Start-B24Bot'; Name = 'Interval'; Option = @{ OnMessage = { } } }
            @{ Cmdlet = 'Start-B24Bot'; Name = 'HandlerTimeout'; Option = @{ OnMessage = { } } }
            @{ Cmdlet = 'Start-B24Bot'; Name = 'AnswerTimeout'; Option = @{ OnMessage = { } } }
            @{ Cmdlet = 'Request-B24BotReply'; Name = 'Timeout'; Option = @{ DialogId = '17'; Message = 'x'; Choice = 'y'; ErrorAction = 'Stop' } }
            @{ Cmdlet = 'Request-B24BotReply'; Name = 'Interval'; Option = @{ DialogId = '17'; Message = 'x'; Choice = 'y'; ErrorAction = 'Stop' } }
            @{ Cmdlet = 'Send-B24BotInputAction'; Name = 'Duration'; Option = @{ DialogId = '17'; ErrorAction = 'Stop' } }
        ) {
            [timespan] $time = 60
            $given = $Option + @{ $Name = $time }
            $failure = Get-Failure { & $Cmdlet @given }
            Get-ErrorId $failure | Should -BeExactly 'DurationInvalid'
            "$failure" | Should -BeLike "The value of -$Name is 0.000006 seconds*::FromSeconds(60)*"
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'refuses the seconds of an hour and of a day that PowerShell converted to ticks' {
            foreach ($seconds in 3600, 86400, 900000) {
                [timespan] $time = $seconds
                Get-ErrorId (Get-Failure { Watch-B24BotEvent -Timeout $time }) | Should -BeExactly 'DurationInvalid'
            }
        }

        It 'returns dates in local time' {
            Skip-OnWindows
            Add-PortalPost $portal 'hello'
            $pair = Invoke-PortalControl $portal POST oauth/tokens
            $child = Invoke-ChildPowerShell -Environment @{
                TZ = 'Asia/Tokyo'; BITRIX24_URI = $portal.webhookUri; BITRIX24_DOMAIN = $portal.domain; BITRIX24_IMBOT_PROFILES = "$TestDrive/zones"
                BITRIX24_CLIENT = $portal.clientId; BITRIX24_SECRET = $portal.clientSecret; BITRIX24_TOKEN = $pair.accessToken
            } -Command @'
                Connect-B24Webhook $env:BITRIX24_URI -BotId 456 -BotToken my_bot_token -SaveProfile tokyo
                $event = @(Get-B24BotEvent)[0]
                $pushed = '{"event":"ONIMBOTV2MESSAGEADD","ts":1700000000,"data":{"bot":{"id":456},"message":{"id":1,"date":"2026-11-30T20:00:00+03:00"}}}' | ConvertFrom-B24Event
                $session = Connect-B24OAuth $env:BITRIX24_DOMAIN $env:BITRIX24_CLIENT $env:BITRIX24_SECRET -AccessToken $env:BITRIX24_TOKEN -ExpiresAt '2026-11-30T20:00:00+03:00' -PassThru
                $dates = $event.Date, $event.Message.Date, $pushed.Date, $pushed.Message.Date, $session.ExpiresAt, (Get-B24Profile tokyo).SavedAt
                "$($dates.Count) $(@($dates.Offset.TotalHours | Select-Object -Unique)) $($pushed.Date.ToUnixTimeSeconds()) $($session.ExpiresAt.Hour)"
'@
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output | Should -Be '6 9 1700000000 2'
        }

        It 'shows dates in local time' {
            Skip-OnWindows
            Add-PortalPost $portal 'hello'
            $child = Invoke-ChildPowerShell -Environment @{ TZ = 'Asia/Tokyo'; BITRIX24_URI = $portal.webhookUri } -Command @'
                Connect-B24Webhook $env:BITRIX24_URI -BotId 456 -BotToken my_bot_token
                $waiting = @(Get-B24BotEvent)
                ($waiting | Format-Table | Out-String -Width 200) -match '\+09:00'
                ($waiting | Format-List | Out-String -Width 200) -match '\+09:00'
                $moment = [System.DateTimeOffset]::Parse('2026-11-30T20:00:00+03:00', [cultureinfo]::InvariantCulture)
                "$(([pscustomobject]@{ At = $moment }, [pscustomobject]@{ At = $moment.UtcDateTime } | ConvertTo-B24Attachment).Blocks)" -match '2:00:00.*2:00:00'
'@
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output -split '\r?\n' | Should -Be @('True', 'True', 'True')
        }
    }

    Context 'Keyboards and attachments in short forms' {
        BeforeAll {
            function Get-SentKeyboard {
                @(Get-PortalRequest $portal imbot.v2.Chat.Message.send)[-1].Json.fields.keyboard.BUTTONS
            }
        }

        It 'accepts <Kind> as -Keyboard' -ForEach @(
            @{ Kind = 'one button'; Texts = @('Yes'); Make = { New-B24KeyboardButton Yes -Command ok } }
            @{ Kind = 'several buttons'; Texts = @('Yes', 'No'); Make = { (New-B24KeyboardButton Yes -Command ok), (New-B24KeyboardButton No -Link /x) } }
            @{ Kind = 'a hashtable'; Texts = @('Yes'); Make = { @{ TEXT = 'Yes'; COMMAND = 'ok'; COMMAND_PARAMS = 'a'; BG_COLOR_TOKEN = 'primary'; BLOCK = 'Y' } } }
            @{ Kind = 'hashtables and buttons'; Texts = @('Yes', 'No'); Make = { @{ Text = 'Yes'; Command = 'ok' }, @{ TYPE = 'NEWLINE' }, (New-B24KeyboardButton No -Link /x) } }
            @{ Kind = 'the whole form of the documentation'; Texts = @('Yes'); Make = { @{ BUTTONS = @(@{ TEXT = 'Yes'; LINK = '/x' }) } } }
            @{ Kind = 'objects from JSON'; Texts = @('Yes', 'No'); Make = { '[{"TEXT":"Yes","LINK":"/x"},{"TEXT":"No","LINK":"/x"}]' | ConvertFrom-Json } }
        ) {
            $keyboard = & $Make
            $null = Send-B24BotMessage chat5 text -Keyboard $keyboard
            @(Get-SentKeyboard | Where-Object { $_.TEXT } | ForEach-Object { $_.TEXT }) | Should -Be $Texts
        }

        It 'accepts a list of lists as rows of buttons' {
            $one, $two, $three = 'one', 'two', 'three' | New-B24KeyboardButton -Command answer
            $null = Send-B24BotMessage chat5 text -Keyboard @(@($one, @{ TEXT = 'x'; COMMAND = 'y' }), $two, @($three))
            $null = Send-B24BotMessage chat5 text -Keyboard @(, @($one, $two))
            $sent = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send | ForEach-Object { , $_.Json.fields.keyboard.BUTTONS })
            @($sent[0] | ForEach-Object { if ($_.TYPE -eq 'NEWLINE') { '|' } else { $_.TEXT } }) -join ' ' | Should -BeExactly 'one x | two | three'
            @($sent[1] | ForEach-Object { $_.TEXT }) | Should -Be @('one', 'two')
        }

        It 'sends the values of a hashtable' {
            $null = Send-B24BotMessage chat5 text -Keyboard @{ TEXT = 'Yes'; COMMAND = 'ok'; COMMAND_PARAMS = 'a'; BG_COLOR_TOKEN = 'primary'; BLOCK = 'Y'; DISABLED = 'N' }
            Format-SortedJson @(Get-SentKeyboard)[0] | Should -BeExactly (
                '{"BG_COLOR_TOKEN":"primary","BLOCK":"Y","COMMAND":"ok","COMMAND_PARAMS":"a","DISABLED":"N","TEXT":"Yes"}')
        }

        It 'accepts a keyboard from Clixml' {
            $keyboard = New-B24Keyboard @((New-B24KeyboardButton Yes -Command ok -Block -CommandParameter a), (New-B24KeyboardButton -NewLine), (New-B24KeyboardButton No -Link /x))
            $null = Send-B24BotMessage chat5 text -Keyboard $keyboard
            $expected = Format-SortedJson (Get-SentKeyboard)
            $keyboard | Export-Clixml $TestDrive/keyboard.xml
            $null = Send-B24BotMessage chat5 text -Keyboard (Import-Clixml $TestDrive/keyboard.xml)
            Format-SortedJson (Get-SentKeyboard) | Should -BeExactly $expected
        }

        It 'says what is wrong with an invalid button' {
            $null = New-B24KeyboardButton Yes -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ButtonActionInvalid'
            "$(Get-Failure { Send-B24BotMessage chat5 x -Keyboard 'Yes' })" | Should -BeLike "*'Yes' is not a button*"
            "$(Get-Failure { Send-B24BotMessage chat5 x -Keyboard @{ TEXT = 'Yes'; LNK = '/x' } })" | Should -BeLike "*unknown member 'LNK'*"
        }

        It 'accepts blocks and plain objects as -Attachment' {
            $null = Send-B24BotMessage chat5 -Attachment (New-B24AttachmentBlock 'one block')
            $null = Send-B24BotMessage chat5 -Attachment (New-B24AttachmentBlock 'first'), (New-B24AttachmentBlock -Delimiter)
            $rows = [pscustomobject]@{ Name = 'web'; State = 'up' }, [pscustomobject]@{ Name = 'db'; State = 'down' }
            $null = Send-B24BotMessage chat5 -Attachment $rows
            $sent = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send | ForEach-Object { $_.Json.fields.attach })
            $sent[0].BLOCKS[0].MESSAGE | Should -Be 'one block'
            $sent[1].BLOCKS.Count | Should -Be 2
            $null = Send-B24BotMessage chat5 -Attachment ($rows | ConvertTo-B24Attachment)
            $table = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send)[-1].Json.fields.attach
            Format-SortedJson $sent[2] | Should -BeExactly (Format-SortedJson $table)
            "$(Get-Failure { Send-B24BotMessage chat5 x -Attachment 'text' })" | Should -BeLike '*can''t be used as an attachment*'
        }

        It 'accepts <Kind> as -Attachment' -ForEach @(
            @{ Kind = 'one block of the documentation'; Attach = { @{ MESSAGE = 'x' } }; Json = '{"BLOCKS":[{"MESSAGE":"x"}]}' }
            @{ Kind = 'a block in small letters'; Attach = { @{ message = 'x' } }; Json = '{"BLOCKS":[{"MESSAGE":"x"}]}' }
            @{ Kind = 'several blocks, two links in one'; Attach = { @{ LINK = @{ LINK = '/a'; NAME = 'A' }, @{ LINK = '/b' } }, @{ DELIMITER = @{ SIZE = 100; COLOR = '#fff' } }, (New-B24AttachmentBlock 'x') }
                Json = '{"BLOCKS":[{"LINK":{"LINK":"/a","NAME":"A"}},{"LINK":{"LINK":"/b"}},{"DELIMITER":{"COLOR":"#fff","SIZE":100}},{"MESSAGE":"x"}]}' }
            @{ Kind = 'a grid'; Attach = { @{ GRID = @(@{ NAME = 'a'; VALUE = 5; DISPLAY = 'TABLE'; COLOR_TOKEN = 'alert'; USER_ID = 5000000000 }, @{ NAME = 'b'; VALUE = 'c' }) } }
                Json = '{"BLOCKS":[{"GRID":[{"COLOR_TOKEN":"alert","DISPLAY":"TABLE","NAME":"a","USER_ID":5000000000,"VALUE":"5"},{"DISPLAY":"TABLE","NAME":"b","VALUE":"c"}]}]}' }
            @{ Kind = 'the whole form'; Attach = { @{ ID = 1; COLOR_TOKEN = 'alert'; DESCRIPTION = 'd'; BLOCKS = @(@{ USER = @{ NAME = 'Ann'; AVATAR_TYPE = 'USER' } }) } }
                Json = '{"BLOCKS":[{"USER":{"AVATAR_TYPE":"USER","NAME":"Ann"}}],"COLOR_TOKEN":"alert","DESCRIPTION":"d"}' }
            @{ Kind = 'the whole form in small letters'; Attach = { @{ blocks = @(@{ message = 'x' }) } }; Json = '{"BLOCKS":[{"MESSAGE":"x"}]}' }
            @{ Kind = 'a hashtable that counts blocks'; Attach = { @{ Blocks = 5 } }; Json = '{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"Blocks","VALUE":"5"}]}]}' }
            @{ Kind = 'hashtables without an order'; Attach = { @{ c = 1; b = 2 }, @{ b = 3; c = 4 } }
                Json = '{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"b","VALUE":"[b]c[/b]"},{"DISPLAY":"TABLE","NAME":"2","VALUE":"1"},{"DISPLAY":"TABLE","NAME":"3","VALUE":"4"}]}]}' }
            @{ Kind = 'what ConvertFrom-Json gives'; Attach = { '{"BLOCKS":[{"IMAGE":[{"LINK":"/i.png"}]},{"FILE":[{"LINK":"/f","SIZE":7}]}]}' | ConvertFrom-Json }
                Json = '{"BLOCKS":[{"IMAGE":[{"LINK":"/i.png"}]},{"FILE":[{"LINK":"/f","SIZE":7}]}]}' }
            @{ Kind = 'a hashtable of values'; Attach = { [ordered]@{ Host = 'web'; Load = 5 } }
                Json = '{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"Host","VALUE":"web"},{"DISPLAY":"TABLE","NAME":"Load","VALUE":"5"}]}]}' }
            @{ Kind = 'a hashtable whose only value is called like a kind'; Attach = { @{ User = 'ann' } }; Json = '{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"User","VALUE":"ann"}]}]}' }
            @{ Kind = 'objects that have a message'; Attach = { [pscustomobject]@{ Message = 'x' }, [pscustomobject]@{ Message = 'y' } }
                Json = '{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","VALUE":"[b]Message[/b]"},{"DISPLAY":"TABLE","VALUE":"x"},{"DISPLAY":"TABLE","VALUE":"y"}]}]}' }
            @{ Kind = 'a list with one attachment'; Attach = { , @(New-B24AttachmentBlock x | New-B24Attachment) }; Json = '{"BLOCKS":[{"MESSAGE":"x"}]}' }
        ) {
            $null = Send-B24BotMessage chat5 -Attachment (& $Attach)
            Format-SortedJson @(Get-PortalRequest $portal imbot.v2.Chat.Message.send)[-1].Json.fields.attach | Should -BeExactly $Json
        }

        It 'says what is wrong with <Kind>' -ForEach @(
            @{ Kind = 'a block of two kinds'; Attach = { @{ MESSAGE = 'x'; LINK = @{ LINK = '/' } } }; Text = '*exactly one type*' }
            @{ Kind = 'an unknown member'; Attach = { @{ LINK = @{ LNK = '/' } } }; Text = "*LINK contains the unknown member 'LNK'*" }
            @{ Kind = 'a grid of two layouts'; Attach = { @{ GRID = @(@{ NAME = 'a'; DISPLAY = 'ROW' }, @{ NAME = 'b'; DISPLAY = 'LINE' }) } }; Text = '*ROW and LINE*' }
            @{ Kind = 'a text where members are needed'; Attach = { @{ GRID = 'x' } }; Text = '*GRID must be a hashtable*' }
            @{ Kind = 'an unknown member of the whole form'; Attach = { @{ BLOCKS = @(@{ MESSAGE = 'x' }); COLOUR = '#fff' } }; Text = "*unknown member 'COLOUR'*" }
            @{ Kind = 'blocks and other objects'; Attach = { @{ MESSAGE = 'x' }, (Get-Process -Id $PID) }; Text = '*both blocks and other objects*' }
        ) {
            "$(Get-Failure { Send-B24BotMessage chat5 -Attachment (& $Attach) })" | Should -BeLike $Text
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'accepts hashtables and copies in New-B24Keyboard and New-B24Attachment' {
            (@{ TEXT = 'Yes'; COMMAND = 'ok' }, @{ TYPE = 'NEWLINE' }, (New-B24KeyboardButton No -Link /x) | New-B24Keyboard).Buttons.Text | Should -Be @('Yes', $null, 'No')
            $button = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((New-B24KeyboardButton Yes -Link /x)))
            (New-B24Keyboard $button, @{ TEXT = 'No'; LINK = '/n' }).Buttons.Link | Should -Be @('/x', '/n')
            (@{ MESSAGE = 'x' }, (New-B24AttachmentBlock y) | New-B24Attachment).Blocks.Message | Should -Be @('x', 'y')
            $block = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((New-B24AttachmentBlock -Link /x -Name X)))
            (New-B24Attachment $block, @{ MESSAGE = 'y' }).Blocks.Kind | Should -Be @('LINK', 'MESSAGE')
            Get-ErrorId (Get-Failure { New-B24Keyboard 'Yes' }) | Should -BeExactly 'ButtonActionInvalid'
            Get-ErrorId (Get-Failure { New-B24Attachment 'Yes' }) | Should -BeExactly 'AttachmentBlockInvalid'
        }

        It 'sends an attachment and a keyboard unchanged after <Way>' -ForEach @(
            @{ Way = 'Clixml'; Copy = { $args[0] | Export-Clixml $TestDrive/copy.xml; Import-Clixml $TestDrive/copy.xml } }
            @{ Way = 'coming back from a job'; Copy = {
                    Start-Job -ArgumentList $modulePath -ScriptBlock {
                        Import-Module $args[0]
                        New-B24Attachment -ColorToken alert -Description d @(
                            New-B24AttachmentBlock 'C:\temp\new.txt'
                            New-B24AttachmentBlock -Grid @{ Name = 'a'; Value = 'b'; UserId = 17 } -Display Line
                            New-B24AttachmentBlock -Link /x -Name X
                        )
                        New-B24Keyboard @((New-B24KeyboardButton Yes -Command ok -Block -CommandArgument a), (New-B24KeyboardButton -NewLine), (New-B24KeyboardButton No -Link /x))
                    } | Receive-Job -Wait -AutoRemoveJob
                }
            }
        ) {
            $attachment = New-B24Attachment -ColorToken alert -Description d @(
                New-B24AttachmentBlock 'C:\temp\new.txt'
                New-B24AttachmentBlock -Grid @{ Name = 'a'; Value = 'b'; UserId = 17 } -Display Line
                New-B24AttachmentBlock -Link /x -Name X
            )
            $keyboard = New-B24Keyboard @((New-B24KeyboardButton Yes -Command ok -Block -CommandArgument a), (New-B24KeyboardButton -NewLine), (New-B24KeyboardButton No -Link /x))
            $copies = @(& $Copy @($attachment, $keyboard))
            $null = Send-B24BotMessage chat5 text -Attachment $attachment -Keyboard $keyboard
            $null = Send-B24BotMessage chat5 text -Attachment $copies[0] -Keyboard $copies[1]
            $null = $copies[0] | Send-B24BotMessage chat5 text
            $sent = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send | ForEach-Object { $_.Json.fields })
            Format-SortedJson $sent[1].attach | Should -BeExactly (Format-SortedJson $sent[0].attach)
            Format-SortedJson $sent[1].keyboard | Should -BeExactly (Format-SortedJson $sent[0].keyboard)
            Format-SortedJson $sent[2].attach | Should -BeExactly (Format-SortedJson $sent[0].attach)
        }

        It 'accepts a block from the pipeline as an attachment, also a copy' {
            $block = New-B24AttachmentBlock one
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($block))
            $null = $block, $copy, (New-B24AttachmentBlock -Delimiter) | Send-B24BotMessage chat5
            $null = $block | Send-B24BotMessage chat5 -Message one
            $sent = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send | ForEach-Object { $_.Json.fields })
            $sent.Count | Should -Be 4
            @($sent[0..2] | Where-Object message).Count | Should -Be 0
            $sent[3].message | Should -BeExactly 'one'
            $sent[0, 1, 3] | ForEach-Object { Format-SortedJson $_.attach } | Should -Be (@('{"BLOCKS":[{"MESSAGE":"one"}]}') * 3)
            $sent[2].attach.BLOCKS[0].DELIMITER | Should -Not -BeNullOrEmpty
        }

        It 'ignores the properties that Receive-Job and Invoke-Command add to objects' {
            $made = @(Start-Job {
                    [pscustomobject]@{ TEXT = 'Yes'; COMMAND = 'ok' }
                    [pscustomobject]@{ Method = 'server.time' }
                    [pscustomobject]@{ A = 1; B = 2 }
                    [pscustomobject]@{ A = 3; B = 4 }
                } | Receive-Job -Wait -AutoRemoveJob)
            $made[0].PSObject.Properties.Name | Should -Contain 'RunspaceId'
            $null = Send-B24BotMessage chat5 text -Keyboard $made[0] -ErrorAction Stop
            $made[1] | Invoke-B24Batch -ErrorVariable problem | Out-Null
            $problem | Should -BeNullOrEmpty
            $null = Invoke-B24Method server.time -Parameter $made[2]
            (Get-PortalRequest $portal server.time).Json.PSObject.Properties.Name | Should -Be @('A', 'B')
            ($made[2..3] | ConvertTo-B24Attachment).Blocks[0].Rows.Name | Should -Be @('A', '1', '3')

            # As Invoke-Command does with several computers.
            $made[2..3] | ForEach-Object { $_.PSShowComputerName = $true }
            (($made[2..3] | ConvertTo-B24Attachment).Blocks[0].Message -split "`n")[0] | Should -BeExactly '[code]A  B  PSComputerName'
            ([pscustomobject]@{ PSComputerName = 'a'; RunspaceId = 5 } | ConvertTo-B24Attachment).Blocks[0].Rows.Name | Should -Be @('PSComputerName', 'RunspaceId')
        }

        It 'sends objects in a job that were created before it' {
            $attachment = New-B24AttachmentBlock -Grid @{ Name = 'a'; Value = 'b' } | New-B24Attachment
            $keyboard = New-B24Keyboard (New-B24KeyboardButton Yes -Command ok)
            $null = Start-Job -ArgumentList $modulePath, $portal.webhookUri, $attachment, $keyboard -ScriptBlock {
                Import-Module $args[0]
                Connect-B24Webhook $args[1] -BotId 456 -BotToken my_bot_token
                Send-B24BotMessage chat5 text -Attachment $args[2] -Keyboard $args[3]
            } | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop
            $sent = @(Get-PortalRequest $portal imbot.v2.Chat.Message.send)[0].Json.fields
            Format-SortedJson $sent.attach | Should -BeExactly '{"BLOCKS":[{"GRID":[{"DISPLAY":"ROW","NAME":"a","VALUE":"b"}]}]}'
            $sent.keyboard.BUTTONS[0].COMMAND | Should -BeExactly 'ok'
        }

        It 'refuses a button <Why>' -ForEach @(
            @{ Why = 'without an action'; Option = @{}; Text = '*has no action*' }
            @{ Why = 'with a blank value'; Option = @{ Action = 'Put'; Value = '  ' }; Text = '*nonblank*' }
        ) {
            $null = New-B24KeyboardButton Yes @Option -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ButtonActionInvalid'
            "$($problem[0])" | Should -BeLike $Text
        }
    }

    Context 'Large numbers' {
        It 'accepts IDs above 2147483647 in rows of a grid' {
            $row = (New-B24AttachmentBlock -Grid @{ Name = 'x'; UserId = 5000000000; ChatId = '5000000001' }).Rows[0]
            $row.UserId | Should -Be 5000000000
            $row.ChatId | Should -Be 5000000001
        }

        It 'sends IDs above 2147483647 unchanged: <Call>' -ForEach @(
            @{ Call = { Send-B24BotMessage 5000000001 x -ReplyTo 5000000002 -BotId 5000000003 }; Expected = '"botId":5000000003*"dialogId":"5000000001"*"replyId":5000000002*' }
            @{ Call = { Send-B24BotMessage chat5000000001 x -ForwardMessageId 5000000002 }; Expected = '*"dialogId":"chat5000000001"*5000000002*' }
            @{ Call = { 5000000001 | Send-B24BotMessage -Message x }; Expected = '*"dialogId":"5000000001"*' }
            @{ Call = { Send-B24BotMessage -DialogId ([pscustomobject]@{ UserId = 5000000001 }) -Message x }; Expected = '*"dialogId":"5000000001"*' }
            @{ Call = { Send-B24BotMessage -DialogId ('{"UserId":5000000001.0}' | ConvertFrom-Json) -Message x }; Expected = '*"dialogId":"5000000001"*' }
            @{ Call = { Set-B24BotMessage 5000000002 x }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Remove-B24BotMessage 5000000002 -Confirm:$false }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Get-B24BotMessage 5000000002 }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Get-B24BotMessageContext '5000000002' }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Confirm-B24BotMessageRead chat5 -MessageId 5000000002 }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Add-B24BotReaction 5000000002 like }; Expected = '*"messageId":5000000002*' }
            @{ Call = { Get-B24Bot 5000000003 }; Expected = '*"botId":5000000003*' }
            @{ Call = { Add-B24BotChatUser chat5 -UserId 5000000001 }; Expected = '*"userIds":`[5000000001`]*' }
            @{ Call = { Remove-B24BotChatUser chat5 -UserId 5000000001 -Confirm:$false }; Expected = '*"userId":5000000001*' }
            @{ Call = { Add-B24BotChatManager chat5 -UserId 5000000001 }; Expected = '*"userIds":`[5000000001`]*' }
            @{ Call = { Set-B24BotChat chat5 -OwnerId 5000000001 }; Expected = '*5000000001*' }
            @{ Call = { New-B24BotChat x -UserId 5000000001 -OwnerId 5000000002 }; Expected = '*"ownerId":5000000002*5000000001*' }
            @{ Call = { Send-B24BotCommandAnswer x -CommandId 5000000004 -MessageId 5000000002 -DialogId chat5 }; Expected = '*"commandId":5000000004*"messageId":5000000002*' }
            @{ Call = { Set-B24BotCommand 5000000004 -Title x }; Expected = '*"commandId":5000000004*' }
            @{ Call = { Unregister-B24BotCommand 5000000004 -Confirm:$false }; Expected = '*"commandId":5000000004*' }
            @{ Call = { Save-B24BotFile 5000000005 $TestDrive }; Expected = '*"fileId":5000000005*' }
            @{ Call = { Save-B24UserFile 5000000005 $TestDrive -DialogId chat5 }; Expected = '*"fileId":5000000005*' }
            @{ Call = { Send-B24Notification 5000000001 x }; Expected = '*"user_id":5000000001*' }
            @{ Call = { Get-B24User 5000000001 }; Expected = '*5000000001*' }
            @{ Call = { Get-B24BotEvent -Offset 5000000006 }; Expected = '*5000000006*' }
            @{ Call = { Send-B24BotMessage chat5 x -Keyboard (New-B24Keyboard (New-B24KeyboardButton A -AppId 5000000007)) }; Expected = '*"APP_ID":5000000007*' }
            @{ Call = { Send-B24BotMessage chat5 -Attachment @{ USER = @{ NAME = 'Ann'; USER_ID = 5000000001 } } }; Expected = '*"USER_ID":5000000001*' }
        ) {
            $null = & $Call -ErrorAction SilentlyContinue 2>$null
            ConvertTo-SortedJson @(Get-PortalRequest $portal)[-1].body | Should -BeLike "*$Expected"
        }
    }

    Context 'Spaces around connection values' {
        BeforeAll {
            # A no-break space and a zero-width space. Copying from pages and chats adds them.
            $blanks = "`t $([char]0xA0)$([char]0x200B)`r`n"
        }

        It 'are removed from a webhook and a bot token, also from SecureString, in Connect- and Set-' {
            $text = "$blanks$($portal.webhookUri)$blanks"
            Connect-B24Webhook $text -BotId 456 -BotToken "${blanks}my_bot_token$blanks" -Name " main$blanks"
            (Send-B24BotMessage chat5 x).BotId | Should -Be 456
            Connect-B24Webhook (ConvertTo-SecureString $text -AsPlainText -Force) -BotId 456
            Set-B24Session -BotToken (ConvertTo-SecureString "${blanks}my_bot_token$blanks" -AsPlainText -Force)
            (Send-B24BotMessage chat5 x).BotId | Should -Be 456
            (Get-B24Session 'main ').Name | Should -Be 'main'
            (Set-B24Session ' main' -BotId 456 -PassThru).Name | Should -Be 'main'
            @((Get-PortalRequest $portal imbot.v2.Chat.Message.send).Json.botToken | Select-Object -Unique) | Should -BeExactly 'my_bot_token'
        }

        It 'are removed from the values of an application' {
            Connect-B24OAuth "$blanks$($portal.domain)$blanks" "$blanks$($portal.clientId)$blanks" "$blanks$($portal.clientSecret)$blanks" -AuthorizationServer "$blanks$($portal.authorizationServer) " `
                -AccessToken "${blanks}expired$blanks" -RefreshToken "$blanks$($portal.refreshToken)$blanks" -Scope "imbot,$blanks im" -BotId 456 -TokenStore $TestDrive/blanks.json
            Update-B24Token
            # A second run with trimmed values finds the tokens of the first.
            Connect-B24OAuth $portal.domain $portal.clientId $portal.clientSecret -AuthorizationServer $portal.authorizationServer -Scope imbot, im -TokenStore $TestDrive/blanks.json
            Test-B24Session | Should -BeTrue
            @(Get-PortalRequest $portal *oauth*).Count | Should -Be 1
        }

        It 'are removed from names of profiles and from environment variables' {
            $child = Invoke-ChildPowerShell -Environment @{ BITRIX24_URI = $portal.webhookUri; BITRIX24_IMBOT_PROFILES = " $TestDrive/profiles "; BITRIX24_IMBOT_STATE = "$TestDrive/state " } -Command @'
                Connect-B24Webhook " $env:BITRIX24_URI " -BotId 456 -BotToken my_bot_token -SaveProfile ' nightly '
                Connect-B24Profile "nightly`t"
                "$((Get-B24Profile ' nightly').Name), $((Send-B24BotMessage chat5 x).BotId)"
                Watch-B24BotEvent -Timeout 0.1
'@
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output | Should -Be 'nightly, 456'
            @(Get-ChildItem $TestDrive/profiles).Count | Should -BeGreaterThan 0
            @(Get-ChildItem $TestDrive/state).Count | Should -BeGreaterThan 0
        }
    }

    Context 'Paths' {
        It 'finds paths that Tab and [WildcardPattern]::Escape() write' {
            $folder = New-Item -ItemType Directory "$TestDrive/paths"
            $file = Join-Path $folder.FullName 'a[1].txt'
            [System.IO.File]::WriteAllText($file, 'x')
            @(Send-B24BotFile chat5 ([System.Management.Automation.WildcardPattern]::Escape($file))).Name | Should -Be 'a[1].txt'
            @(Send-B24BotFile chat5 $file).Count | Should -Be 1
            @(Send-B24BotFile chat5 -LiteralPath $file).Count | Should -Be 1
            @(Send-B24BotFile chat5 (Join-Path $folder.FullName 'a*.txt')).Count | Should -Be 1
            Add-PortalPost $portal 'hello'
            $null = Watch-B24BotEvent -MaxEvents 1 -Timeout 30 -OffsetStore (Join-Path $folder.FullName 'offset`[1`]')
            Test-Path -LiteralPath (Join-Path $folder.FullName 'offset[1]') | Should -BeTrue
        }

        It 'accepts <Kind> for a picture and a certificate authority' -ForEach @(
            @{ Kind = 'a wildcard'; Given = { "$TestDrive/pictures/a*" } }
            @{ Kind = 'a name with brackets'; Given = { "$TestDrive/pictures/a[1].png" } }
            @{ Kind = 'what Tab writes'; Given = { "$TestDrive/pictures/a``[1``].png" } }
            @{ Kind = 'a path on a drive of PowerShell'; Given = { 'TestDrive:/pictures/a*.png' } }
            @{ Kind = 'a path with its provider'; Given = { "Microsoft.PowerShell.Core\FileSystem::$((Get-Item $TestDrive).FullName)/pictures/a*.png" } }
        ) {
            $null = New-Item -ItemType Directory -Force "$TestDrive/pictures"
            [System.IO.File]::WriteAllBytes((Join-Path (Get-Item $TestDrive).FullName 'pictures/a[1].png'), [byte[]](0x89, 0x50, 0x4E, 0x47, 1, 2))
            Set-B24BotChat chat5 -AvatarPath (& $Given) -ErrorAction SilentlyContinue
            @(Get-PortalRequest $portal imbot.v2.Chat.update)[0].Json.fields.avatar | Should -BeExactly 'iVBORwEC'
            "$(Get-Failure { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath (& $Given) })" | Should -BeLike '*a`[1`].png could not be read*'
        }

        It 'refuses a wildcard that matches several pictures or none' {
            $null = New-Item -ItemType Directory "$TestDrive/several"
            1, 2 | ForEach-Object { [System.IO.File]::WriteAllText((Join-Path (Get-Item $TestDrive).FullName "several/$_.png"), 'x') }
            $problem = Get-Failure { Set-B24BotChat chat5 -AvatarPath "$TestDrive/several/*.png" -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'PathNotFile'
            "$problem" | Should -BeLike '*matches 2 files*'
            Get-ErrorId (Get-Failure { Set-B24BotChat chat5 -AvatarPath "$TestDrive/several/*.gif" -ErrorAction Stop }) | Should -BeExactly 'FileNotFound'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'does not wait when a picture or a certificate authority is <Kind>' -ForEach @(
            @{ Kind = 'a named pipe'; Make = { $path = Join-Path (Get-Item $TestDrive).FullName 'pipe'; mkfifo $path; $path } }
            @{ Kind = 'a link to a named pipe'; Make = {
                    $path = Join-Path (Get-Item $TestDrive).FullName 'linked'
                    mkfifo $path
                    (New-Item -ItemType SymbolicLink -Path "$path.png" -Target $path).FullName
                }
            }
            @{ Kind = 'a device'; Make = { '/dev/zero' } }
        ) {
            if ($Kind -like 'a link*') { Skip-WithoutUnixBuild } else { Skip-OnWindows }
            $path = & $Make
            Get-ErrorId (Get-Failure { Set-B24Bot -AvatarPath $path -ErrorAction Stop }) | Should -BeExactly 'AvatarNotPicture'
            Get-ErrorId (Get-Failure { Send-B24BotFile chat5 $path -ErrorAction Stop }) | Should -BeExactly 'FileEmpty'
            Get-ErrorId (Get-Failure { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath $path }) | Should -BeExactly 'CertificateAuthorityUnreadable'
        }

        It 'advises only parameters that the cmdlet has' {
            (Get-Failure { Set-B24Bot -AvatarPath env:x -ErrorAction Stop }).ErrorDetails.RecommendedAction | Should -Not -BeLike '*reports/*'
            (Get-Failure { Send-B24BotFile chat5 env:x -ErrorAction Stop }).ErrorDetails.RecommendedAction | Should -BeLike '*reports/*'

            foreach ($call in { Set-B24Bot -AvatarPath no*.png -ErrorAction Stop }, { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath no*.pem }) {
                $problem = Get-Failure $call
                Get-ErrorId $problem | Should -BeExactly 'FileNotFound'
                $problem.ErrorDetails.RecommendedAction | Should -Not -BeLike '*-LiteralPath*'
            }
        }

        It 'refuses a location of another provider before anything is sent' {
            $calls = @(
                { Watch-B24BotEvent -OffsetStore env:x -Timeout 1 }
                { Start-B24Bot -OffsetStore env:x -Timeout 1 -OnMessage { } }
                { Start-B24Bot -DeadLetterPath env:x -Timeout 1 -OnMessage { } }
                { Send-B24BotFile chat5 env:x -ErrorAction Stop }
                { Save-B24BotFile 1 env:x }
                { New-B24BotChat x -AvatarPath env:x -ErrorAction Stop }
                { Set-B24BotChat chat5 -AvatarPath env:x -ErrorAction Stop }
                { Set-B24Bot -AvatarPath env:x -ErrorAction Stop }
                { Connect-TestOAuth $portal -Option @{ TokenStore = 'env:x' } }
                { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath env:x }
            )
            foreach ($call in $calls) {
                Get-ErrorId (Get-Failure $call) | Should -BeExactly 'PathNotFile' -Because "$call"
            }

            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }
}
