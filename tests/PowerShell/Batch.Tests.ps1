# Invoke-B24Batch, and -AsBatch of Send-B24BotMessage.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'

    function Get-SentText {
        param([string] $DialogId = 'chat5')
        @(Get-PortalMessage $portal $DialogId | ForEach-Object { $_.text })
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Send-B24BotMessage -AsBatch' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'sends 120 messages in three requests, with one result each in input order' {
        $sent = @(1..120 | ForEach-Object { "Line $_" } | Send-B24BotMessage chat5 -AsBatch)
        $sent.Count | Should -Be 120
        $sent[0].GetType().Name | Should -BeExactly 'SentMessage'
        Get-SentText | Should -Be @(1..120 | ForEach-Object { "Line $_" })
        $sent.MessageId | Should -Be @($sent.MessageId | Sort-Object)
        @(Get-PortalRequest $portal batch).Count | Should -Be 3
        @(Get-PortalRequest $portal $send).Count | Should -Be 0
    }

    It 'changes no text and keeps the order: a text that a batch could change is sent separately' {
        $texts = 'Line 1', '<script>alert(1)</script> #5', 'Line 2', '$result[m0][id]', 'select * from x', 'Line 3', "It's [b]bold[/b] & 100 %"
        $null = $texts | Send-B24BotMessage chat5 -AsBatch
        Get-SentText | Should -BeExactly $texts
        @(Get-PortalRequest $portal $send).Count | Should -BeGreaterThan 3
    }

    It 'gives each message its own error and sends the others' {
        $notes = foreach ($number in 1..60) {
            [pscustomobject]@{ DialogId = if ($number -eq 7) { 'chat404' } else { 'chat5' }; Message = "Line $number" }
        }
        $sent = @($notes | Send-B24BotMessage -AsBatch -ErrorAction SilentlyContinue -ErrorVariable problem)
        $sent.Count | Should -Be 59
        @($problem).Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
        $problem[0].TargetObject | Should -BeExactly 'chat404'
        $problem[0].Exception.PortalCode | Should -BeExactly 'CHAT_NOT_FOUND'
        $problem[0].Exception.Method | Should -BeExactly $send
        @(Get-SentText).Count | Should -Be 59
    }

    It 'ends with the first error under -ErrorAction Stop' {
        $failure = Get-Failure { 'chat404', 'chat5' | ForEach-Object { [pscustomobject]@{ DialogId = $_; Message = 'Hello' } } | Send-B24BotMessage -AsBatch -ErrorAction Stop }
        Get-ErrorId $failure | Should -BeExactly 'ChatNotFound'
    }

    It 'sends into several dialogs' {
        $sent = @('One', 'Two' | Send-B24BotMessage chat5, 17 -AsBatch)
        $sent.DialogId | Should -Be @('chat5', '17', 'chat5', '17')
        Get-SentText chat5 | Should -Be @('One', 'Two')
        Get-SentText 17 | Should -Be @('One', 'Two')
    }

    It 'sends no duplicate with -IdempotencyKey, and refuses a repeated key' {
        $notes = 1..3 | ForEach-Object { [pscustomobject]@{ Message = "Line $_"; IdempotencyKey = "night-$_" } }
        $first = @($notes | Send-B24BotMessage chat5 -AsBatch)
        $second = @($notes | Send-B24BotMessage chat5 -AsBatch)
        $second.MessageId | Should -Be $first.MessageId
        @(Get-SentText).Count | Should -Be 3
        $null = 'a', 'b' | Send-B24BotMessage chat5 -AsBatch -IdempotencyKey x -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'IdempotencyKeyRepeated'
    }

    It 'splits long texts, and keeps the order of all messages' {
        $sent = @('Before', ('word ' * 5000), 'Behind' | Send-B24BotMessage chat5 -AsBatch -Split)
        $sent.Count | Should -Be 4
        $texts = @(Get-SentText)
        $texts[0] | Should -Be 'Before'
        $texts[3] | Should -Be 'Behind'
    }

    It 'sends nothing under -WhatIf' {
        1..3 | Send-B24BotMessage chat5 -AsBatch -WhatIf | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'sends each message once when the answer of a batch is lost' {
        Add-PortalFault $portal answerLost batch
        @(1..100 | Send-B24BotMessage chat5 -AsBatch).Count | Should -Be 100
        Get-SentText | Should -Be @(1..100 | ForEach-Object { "$_" })
    }

    It 'writes results while input still arrives' {
        # Increases the input until a result arrives before its end.
        $seen = @{ Input = 0; Result = 0; WhileInputCame = 0 }
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        & {
            while ($seen.Result -eq 0 -and $limit.Elapsed.TotalSeconds -lt 30) {
                $seen.Input++
                "$($seen.Input)"
                if ($seen.Input -gt 100) {
                    Start-Sleep -Milliseconds 5
                }
            }

            $seen.WhileInputCame = $seen.Result
        } | Send-B24BotMessage chat5 -AsBatch | ForEach-Object { $seen.Result++ }
        $seen.WhileInputCame | Should -BeGreaterThan 0
        $seen.Result | Should -Be $seen.Input
    }

    It 'leaves nothing running after Select-Object -First, and the next pipeline works' {
        $sent = @(1..5000 | Send-B24BotMessage chat5 -AsBatch | Select-Object -First 1)
        $sent.Count | Should -Be 1
        $before = @(Get-PortalRequest $portal batch).Count
        $null = 'Next' | Send-B24BotMessage 17 -AsBatch
        @(Get-PortalRequest $portal batch).Count | Should -Be $before
        Get-SentText 17 | Should -Be 'Next'
    }

    It 'stops immediately while it waits for the portal' {
        Add-PortalFault $portal hang batch -Count -1
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $uri)
                    Import-Module $module
                    Connect-B24Webhook $uri -BotId 456 -BotToken my_bot_token
                    1..200 | Send-B24BotMessage chat5 -AsBatch
                }).AddArgument($modulePath).AddArgument($portal.webhookUri)
            $running = $shell.BeginInvoke()
            Wait-PortalRequest $portal batch
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'works with OAuth and one refresh, and sends no bot token' {
        Set-PortalTokenExpired $portal
        Connect-TestOAuth $portal
        @(1..100 | Send-B24BotMessage chat5 -AsBatch).Count | Should -Be 100
        @(Get-PortalRequest $portal 'oauth/token').Count | Should -Be 1
        @(Get-PortalRequest $portal batch | Where-Object { $_.body -match 'botToken' }).Count | Should -Be 0
    }

    It 'shows no bot token in debug lines' {
        $shown = 1..2 | Send-B24BotMessage chat5 -AsBatch -Debug -Verbose 4>&1 5>&1 | Out-String
        $shown | Should -Match 'POST batch'
        $shown | Should -Match 'botToken=\*\*\*'
        $shown | Should -Not -Match 'my_bot_token'
    }
}

Describe 'Invoke-B24Batch' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'returns one object for each command, with its result or error' {
        $results = @(
            @{ Key = 'chat'; Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } }
            @{ Method = 'imbot.v2.chat.get'; Parameter = @{ botId = 456; dialogId = 'chat404' } }
            [pscustomobject]@{ Method = 'profile' }
        ) | Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem
        $results.Key | Should -Be @('chat', 'cmd2', 'cmd3')
        $results[0].Result.chat.dialogId | Should -Be 'chat5'
        $results[1].Method | Should -BeExactly 'imbot.v2.Chat.get'
        $results[1].Result | Should -BeNullOrEmpty
        $results[1].Error.Exception.PortalCode | Should -BeExactly 'CHAT_NOT_FOUND'
        $results[2].Error | Should -BeNullOrEmpty
        Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
        $problem[0].TargetObject | Should -Be 'cmd2'
        @(Get-PortalRequest $portal).Count | Should -Be 1
    }

    It 'accepts a generic dictionary as a command' {
        $command = [System.Collections.Generic.Dictionary[string, object]]::new()
        $command['Key'] = 'chat'
        $command['Method'] = 'imbot.v2.Chat.get'
        $command['Parameter'] = @{ botId = 456; dialogId = 'chat5' }
        $result = Invoke-B24Batch $command
        $result.Key | Should -BeExactly 'chat'
        $result.Result.chat.dialogId | Should -Be 'chat5'
    }

    It 'lets a command use the result of an earlier command' {
        $results = Invoke-B24Batch -Halt @(
            @{ Key = 'chat'; Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } }
            @{ Method = $send; Parameter = @{ botId = 456; dialogId = '$result[chat][chat][dialogId]'; fields = @{ message = 'In $result[chat][chat][name]' } } }
        )
        $results[1].Result.id | Should -BeGreaterThan 0
        Get-SentText | Should -Be 'In General talk'
    }

    It 'runs no command after a failure with -Halt, not even in later requests' {
        $commands = 1..120 | ForEach-Object { @{ Method = $send; Parameter = @{ botId = 456; dialogId = if ($_ -eq 3) { 'chat404' } else { 'chat5' }; fields = @{ message = "Line $_" } } } }
        $results = @($commands | Invoke-B24Batch -Halt -ErrorAction SilentlyContinue)
        $results.Count | Should -Be 120
        @($results | Where-Object { -not $_.Error }).Count | Should -Be 2
        Get-ErrorId $results[119].Error | Should -BeExactly 'BatchHalted'
        Get-SentText | Should -Be @('Line 1', 'Line 2')
    }

    It 'keeps the order of writing commands across requests' {
        $commands = 1..130 | ForEach-Object { @{ Method = $send; Parameter = @{ botId = 456; dialogId = 'chat5'; fields = @{ message = "Line $_" } } } }
        @($commands | Invoke-B24Batch).Count | Should -Be 130
        Get-SentText | Should -Be @(1..130 | ForEach-Object { "Line $_" })
        @(Get-PortalRequest $portal).Count | Should -Be 3
    }

    It 'refuses before sending: <Id>' -ForEach @(
        @{ Id = 'BatchMethodNotAllowed'; Command = @{ Method = 'batch' } }
        @{ Id = 'BatchMethodNotAllowed'; Command = @{ Method = 'imbot.v2.File.upload' } }
        @{ Id = 'BatchMethodNotAllowed'; Command = @{ Method = 'im.v2.file.download' } }
        @{ Id = 'MethodNameInvalid'; Command = @{ Parameter = @{ a = 1 } } }
        @{ Id = 'BatchCommandInvalid'; Command = 'profile' }
        @{ Id = 'BatchCommandInvalid'; Command = @{ Method = 'profile'; Parameters = @{ a = 1 } } }
        @{ Id = 'BatchKeyInvalid'; Command = @{ Method = 'profile'; Key = 'a b' } }
        @{ Id = 'BatchValueImpossible'; Command = @{ Method = 'profile'; Parameter = @{ a = $null } } }
        @{ Id = 'BatchValueImpossible'; Command = @{ Method = 'profile'; Parameter = @{ 'fields[botToken]' = 'x' } } }
        @{ Id = 'ParameterReserved'; Command = @{ Method = 'profile'; Parameter = @{ token = 'x' } } }
        @{ Id = 'ParameterNotSerializable'; Command = @{ Method = 'profile'; Parameter = @{ a = [System.Threading.CancellationToken]::None } } }
    ) {
        $result = Invoke-B24Batch $Command -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        $result.Key | Should -Not -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'refuses a repeated key, and a reference to an earlier request' {
        $commands = @(@{ Key = 'first'; Method = 'profile' }; @{ Key = 'first'; Method = 'profile' }) +
            @(1..48 | ForEach-Object { @{ Method = 'profile' } }) +
            @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = '$RESULT[first][ID]' } }
        $results = @($commands | Invoke-B24Batch -ErrorAction SilentlyContinue)
        Get-ErrorId $results[1].Error | Should -BeExactly 'BatchKeyInvalid'
        Get-ErrorId $results[50].Error | Should -BeExactly 'BatchReferenceOutOfReach'
        @($results | Where-Object { -not $_.Error }).Count | Should -Be 49
    }

    It 'runs only reading commands with -WhatIf' {
        $results = @(Invoke-B24Batch -WhatIf @(
                @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } }
                @{ Method = $send; Parameter = @{ botId = 456; dialogId = 'chat5'; fields = @{ message = 'no' } } }
            ))
        $results.Method | Should -Be 'imbot.v2.Chat.get'
        Get-SentText | Should -BeNullOrEmpty
    }

    It 'writes the object before the error that ends the pipeline' {
        $seen = @{}
        $failure = Get-Failure { Invoke-B24Batch @{ Method = 'no.such' } -ErrorAction Stop | ForEach-Object { $seen.Key = $_.Key } }
        Get-ErrorId $failure | Should -BeExactly 'MethodNotFound'
        $seen.Key | Should -Be 'cmd1'
    }

    Context 'Texts that the portal could change in a batch' {
        BeforeAll {
            $altered = 'Deployment from main: rate limit reached'

            function New-Message {
                param([string] $Text, [string] $Key, [string] $DialogId = 'chat5')
                $command = @{ Method = $send; Parameter = @{ botId = 456; dialogId = $DialogId; fields = @{ message = $Text } } }
                if ($Key) { $command.Key = $Key }
                $command
            }
        }

        It 'changes none of the texts in the recorded cases' {
            $cases = (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot '../Facts/oracle/batch-filter.json')))).cases
            $blank = [char[]] (32, 9, 10, 11, 13, 0)
            $texts = @($cases.input | Where-Object { $_ -is [string] -and $_.Trim($blank) -and $_ -notmatch '\[br\]|#br#' })
            $texts.Count | Should -BeGreaterThan 500
            $results = @($texts | ForEach-Object { New-Message $_ } | Invoke-B24Batch -WarningVariable warned -WarningAction SilentlyContinue)
            @($results | Where-Object Error) | Should -BeNullOrEmpty
            $results.Key | Should -Be @(1..$texts.Count | ForEach-Object { "cmd$_" })
            Get-SentText | Should -BeExactly @($texts | ForEach-Object { $_.Trim($blank) })
            @($warned).Count | Should -Be 0
            @(Get-PortalRequest $portal).Count | Should -BeLessThan $texts.Count
        }

        It 'sends the command in a separate call, in its place, with its result' {
            $results = @((New-Message 'Line 1'), (New-Message $altered deploy), (New-Message 'Line 3') | Invoke-B24Batch)
            $results.Key | Should -Be @('cmd1', 'deploy', 'cmd3')
            $results[1].Method | Should -BeExactly $send
            $results.Result.id | Should -Be @($results.Result.id | Sort-Object)
            Get-SentText | Should -BeExactly @('Line 1', $altered, 'Line 3')
            @(Get-PortalRequest $portal).method | Should -Be @('batch', $send, 'batch')
        }

        It 'applies -Halt to the command' {
            $results = @((New-Message 'Line 1'), (New-Message $altered lost chat404), (New-Message $altered), (New-Message 'Line 4') |
                    Invoke-B24Batch -Halt -ErrorAction SilentlyContinue -ErrorVariable problem)
            @($results | ForEach-Object { if ($_.Error) { Get-ErrorId $_.Error } else { 'done' } }) | Should -Be @('done', 'ChatNotFound', 'BatchHalted', 'BatchHalted')
            $problem[0].TargetObject | Should -BeExactly 'lost'
            Get-SentText | Should -Be 'Line 1'
        }

        It 'keeps the command in the batch if a reference needs it, with one warning that names it' {
            $results = @((New-Message 'drop table x' first), (New-Message 'Number $result[first][id] is there') |
                    Invoke-B24Batch -WarningVariable warned -WarningAction SilentlyContinue)
            Get-SentText | Should -BeExactly @('dr op   table x', "Number $($results[0].Result.id) is there")
            @(Get-PortalRequest $portal).Count | Should -Be 1
            @($warned).Count | Should -Be 1
            "$($warned[0])" | Should -Match "^Command 'first' stays in the batch"
        }

        It 'sends a text that only looks like a reference unchanged' {
            $null = (New-Message 'Line 1' a), (New-Message 'Write $result[key][member] in single quotes') | Invoke-B24Batch -WarningVariable warned
            Get-SentText | Should -BeExactly @('Line 1', 'Write $result[key][member] in single quotes')
            @($warned).Count | Should -Be 0
        }

        It 'sends reading commands in one batch, and each other command in a separate call' {
            $commands = 1..50 | ForEach-Object { @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5'; note = if ($_ -eq 20) { $altered } else { 'x' } } } }
            $results = @($commands | Invoke-B24Batch)
            @($results | Where-Object { $_.Result.chat.dialogId -eq 'chat5' }).Count | Should -Be 50
            @(Get-PortalRequest $portal batch).Count | Should -Be 1
            @(Get-PortalRequest $portal).Count | Should -Be 2
        }

        It 'keeps numbers, flags, dates, identifiers and names of fields in the batch' {
            $null = @{ Method = 'imbot.v2.Chat.get'; Parameter = @{
                    botId = 456; dialogId = 'chat5'; flag = $true; price = 1.5; date = Get-Date; text = '2026-11-29T10:00:00+03:00'
                    id = [guid]::NewGuid(); description = 'Night shift'; filter = @{ '>=DATE_CREATE' = '2026-11-29'; '!STAGE_ID' = 'NEW' }; select = 'ID', 'TITLE'
                } } | Invoke-B24Batch
            @(Get-PortalRequest $portal).method | Should -Be @('batch')
        }

        It 'does the same with OAuth, and shows no secret' {
            Connect-TestOAuth $portal
            $shown = New-Message $altered | ForEach-Object { $_.Parameter.botId = 457; $_ } | Invoke-B24Batch -Debug -Verbose 4>&1 5>&1 | Out-String
            $shown | Should -Match "POST $send"
            @(Get-PortalRequest $portal $send).Count | Should -Be 1
            $shown | Should -Not -Match ([regex]::Escape((Get-PortalRequest $portal $send).Json.auth))
        }

        It 'sends nothing with -WhatIf' {
            New-Message $altered | Invoke-B24Batch -WhatIf | Should -BeNullOrEmpty
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }
}
