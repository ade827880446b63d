# Send-B24BotMessage -Stream shows a text while it arrives in pieces.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $zeroWidth = [string] [char] 0x200B

    function Get-ShownText {
        # Returns every text that people saw, in order.
        @(Get-PortalRequest $portal 'imbot.v2.Chat.Message.*' | ForEach-Object { $_.Json.fields.message })
    }

    function Wait-Text {
        # Waits until people see the text.
        param([string] $Text)
        $null = Wait-PortalMessage $portal chat5 { $_.text -eq $Text }
    }

    function Get-Text {
        param([string] $DialogId = 'chat5')
        @(Get-PortalMessage $portal $DialogId | Where-Object authorId -EQ 456 | ForEach-Object { $_.text })
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Send-B24BotMessage -Stream' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'shows the newest text with at most one edit a second, and returns the message at the end' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $sent = @(1..60 | ForEach-Object { "piece $_ "; Start-Sleep -Milliseconds 25 } | Send-B24BotMessage chat5 -Stream)
        $seconds = $watch.Elapsed.TotalSeconds
        $sent.Count | Should -Be 1
        $sent[0].MessageId | Should -Be @(Get-PortalMessage $portal chat5)[-1].id
        Get-Text | Should -Be ((1..60 | ForEach-Object { "piece $_" }) -join ' ')

        # The message, one edit each second, and the last text.
        $shown = @(Get-ShownText)
        $shown.Count | Should -BeGreaterThan 2
        $shown.Count | Should -BeLessOrEqual ([math]::Floor($seconds) + 2)
        $shown[0] | Should -Match '^piece 1'
    }

    It 'closes BB codes while the text grows' {
        $null = & {
            '[b]bold'
            Wait-Text '[b]bold[/b]'
            ' and [i]it'
            Wait-Text '[b]bold and [i]it[/i][/b]'
            'alic[/i][/b] [us'
            Wait-Text '[b]bold and [i]italic[/i][/b]'
            'er=17]Anna[/user]'
        } | Send-B24BotMessage chat5 -Stream
        Get-ShownText | Should -Be '[b]bold[/b]', '[b]bold and [i]it[/i][/b]', '[b]bold and [i]italic[/i][/b]', '[b]bold and [i]italic[/i][/b] [user=17]Anna[/user]'
    }

    It 'closes Markdown while the text grows' {
        $null = & {
            'This is **bo'
            Wait-Text 'This is [b]bo[/b]'
            'ld** and [a link](https://exam'
            Wait-Text 'This is [b]bold[/b] and'
            'ple.com)'
        } | Send-B24BotMessage chat5 -Stream -AsMarkdown
        Get-ShownText | Should -Be 'This is [b]bo[/b]', 'This is [b]bold[/b] and', 'This is [b]bold[/b] and [url=https://example.com]a link[/url]'
    }

    It 'also accepts -AsMarkdown without -Stream' {
        $null = Send-B24BotMessage chat5 'This is **bold**' -AsMarkdown
        Get-Text | Should -Be 'This is [b]bold[/b]'
    }

    It 'continues in further messages if the text is too long' {
        $line = 'x' * 99
        $sent = @(1..450 | ForEach-Object { "$line`n" } | Send-B24BotMessage chat5 -Stream)
        $sent.Count | Should -Be 3
        $texts = Get-Text
        @($texts | Where-Object { $_.Length -gt 20000 }) | Should -BeNullOrEmpty
        (@($texts | ForEach-Object { $_.Trim() }) -join "`n") | Should -BeExactly ((1..450 | ForEach-Object { $line }) -join "`n")
    }

    It 'accepts lines of a code block' {
        $null = 'one', '[b]two', 'three' | Send-B24BotMessage chat5 -Stream -AsCode
        (Get-Text) -replace $zeroWidth | Should -Be "[code]one`n[b]two`nthree[/code]"
    }

    It 'shows the text in several dialogs' {
        $sent = @('one ', 'two' | Send-B24BotMessage -DialogId chat5, 17 -Stream)
        $sent.DialogId | Should -Be 'chat5', '17'
        Get-Text chat5 | Should -Be 'one two'
        Get-Text 17 | Should -Be 'one two'
    }

    It 'adds the keyboard when the text is complete' {
        $null = & { 'one '; Wait-Text 'one'; 'two' } | Send-B24BotMessage chat5 -Stream -Keyboard @{ TEXT = 'Site'; LINK = 'https://example.com' }
        $requests = @(Get-PortalRequest $portal 'imbot.v2.Chat.Message.*')
        $requests[0].Json.fields.keyboard | Should -BeNullOrEmpty
        $requests[-1].Json.fields.keyboard | Should -Not -BeNullOrEmpty
    }

    It 'sends nothing under -WhatIf, and shows one line' {
        1..3 | Send-B24BotMessage chat5 -Stream -WhatIf | Should -BeNullOrEmpty
        Get-ShownText | Should -BeNullOrEmpty
    }

    It 'keeps the text so far when an error ends the pipeline' {
        { & { 'one '; 'two [b]bold'; throw 'broken' } | Send-B24BotMessage chat5 -Stream } | Should -Throw 'broken'
        Get-Text | Should -Be 'one two [b]bold[/b]'
    }

    It 'keeps the text so far when it is stopped' {
        $isShown, $isComplete = 1, 2 | ForEach-Object { New-Object System.Threading.ManualResetEventSlim }
        $sending = Start-Background '& { "one "; "two [b]bold"; $shown.Wait(); "three"; $complete.Set(); while ($true) { Start-Sleep -Milliseconds 50 } } | Send-B24BotMessage chat5 -Stream' @{
            shown = $isShown; complete = $isComplete
        }
        try {
            Wait-PortalRequest $portal 'imbot.v2.Chat.Message.send'
            $isShown.Set()
            $isComplete.Wait(20000) | Should -BeTrue
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $sending.Shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
            $null = $sending.Running.AsyncWaitHandle.WaitOne(5000)
            Get-Text | Should -Be 'one two [b]boldthree[/b]'
        }
        finally {
            $sending.Shell.Dispose()
        }
    }

    It 'ends the pipeline when the bot is removed from the chat' {
        $script:made = 0
        $failure = Get-Failure {
            1..200 | ForEach-Object {
                $script:made = $_
                if ($_ -eq 2) {
                    $null = Wait-PortalMessage $portal chat5 { $_.authorId -eq 456 }
                    $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 456 }
                }

                Start-Sleep -Milliseconds 20
                "$_ "
            } | Send-B24BotMessage chat5 -Stream
        }
        Get-ErrorId $failure | Should -Be AccessDenied
        $made | Should -BeLessThan 200
        @(Get-ShownText).Count | Should -Be 2
    }

    It 'continues in the other dialogs when one refuses the text' {
        $failures = $null
        $sent = @(1..60 | ForEach-Object {
                if ($_ -eq 2) {
                    $null = Wait-PortalMessage $portal chat5 { $_.authorId -eq 456 }
                    $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 456 }
                }

                Start-Sleep -Milliseconds 25
                "$_ "
            } | Send-B24BotMessage -DialogId chat5, 17 -Stream -ErrorAction SilentlyContinue -ErrorVariable failures)
        @($failures | ForEach-Object { Get-ErrorId $_ }) | Should -Be AccessDenied
        Get-Text 17 | Should -Be (1..60 -join ' ')
        $sent.DialogId | Should -Be 'chat5', '17'
    }

    It 'reports empty input: <Name>' -ForEach @(
        @{ Name = 'only blanks'; Script = { ' ', "`n" | Send-B24BotMessage chat5 -Stream -ErrorAction Stop }; Id = 'MessageEmpty' }
        @{ Name = 'an object'; Script = { Get-Process -Id $PID | Send-B24BotMessage chat5 -Stream -ErrorAction Stop }; Id = 'MessageNotText' }
        @{ Name = '-AsBatch'; Script = { 'x' | Send-B24BotMessage chat5 -Stream -AsBatch }; Id = 'StreamNotPossible' }
        @{ Name = '-IdempotencyKey'; Script = { 'x' | Send-B24BotMessage chat5 -Stream -IdempotencyKey 'a' }; Id = 'StreamNotPossible' }
        @{ Name = '-System'; Script = { 'x' | Send-B24BotMessage chat5 -Stream -System }; Id = 'StreamNotPossible' }
    ) {
        Get-ErrorId (Get-Failure $Script) | Should -Be $Id
        Get-ShownText | Should -BeNullOrEmpty
    }

    It 'sends one message if its answer is lost' {
        $null = Add-PortalFault $portal answerLost 'imbot.v2.Chat.Message.send'
        $null = 'one ', 'two' | Send-B24BotMessage chat5 -Stream
        Get-Text | Should -Be 'one two'
    }

    It 'works in parallel runspaces' {
        Skip-WithoutPowerShell7
        $null = 17, 23 | ForEach-Object -Parallel { Import-Module $using:modulePath; 'one ', "two $_" | Send-B24BotMessage $_ -Stream }
        Get-Text 17 | Should -Be 'one two 17'
        Get-Text 23 | Should -Be 'one two 23'
    }
}
