# Sending and saving files, as a bot and as a user.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function New-TestFile {
        param([string] $Name, [string] $Text = 'content')
        $path = Join-Path (Get-Location).Path $Name
        [System.IO.File]::WriteAllText($path, $Text)
        $path
    }

    function Get-Name {
        # Everything in a folder, hidden files included.
        param([string] $Folder)
        @(Get-ChildItem -LiteralPath $Folder -Force | ForEach-Object { $_.Name } | Sort-Object)
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'Send-B24BotFile' {
    BeforeEach {
        Reset-TestConnection $portal
        Push-Location $TestDrive
        Get-ChildItem -Force | Remove-Item -Recurse -Force
    }

    AfterEach {
        Pop-Location
    }

    It 'sends name, content, and text, and returns the file' {
        $null = New-TestFile report.csv 'a,b'
        $file = Send-B24BotFile chat5 report.csv -Message 'see [b]this[/b]'
        $file.Name | Should -BeExactly 'report.csv'
        $file.Size | Should -Be 3
        $file.FileId | Should -BeOfType [long]
        $message = Get-PortalMessage $portal
        $message.text | Should -BeExactly 'see [b]this[/b]'
        $file.MessageId | Should -Be $message.id
        $file.DialogId | Should -BeExactly 'chat5'
    }

    It 'sends each file that a wildcard matches to each dialog, and skips folders' {
        $null = New-TestFile a.log
        $null = New-TestFile b.log
        $null = New-Item -ItemType Directory c.log
        $files = @(Send-B24BotFile chat5, 17 *.log)
        $files.Count | Should -Be 4
        @($files.DialogId) | Should -Be 'chat5', '17', 'chat5', '17'
    }

    It 'accepts the output of Get-ChildItem, also with brackets in names' {
        $null = New-TestFile 'a[1].txt'
        $null = New-TestFile 'a1.txt'
        $files = @(Get-ChildItem -LiteralPath 'a[1].txt' | Send-B24BotFile chat5)
        @($files.Name) | Should -Be 'a[1].txt'
        @(Send-B24BotFile chat5 'a[1].txt').Name | Should -Be 'a1.txt'
        @(Send-B24BotFile chat5 -LiteralPath 'a[1].txt').Name | Should -Be 'a[1] (1).txt'
    }

    It 'sends the target of a symbolic link under the name of the link' {
        Skip-WithoutUnixBuild
        $target = Join-Path (Get-Item $TestDrive).FullName 'target.txt'
        [System.IO.File]::WriteAllText($target, 'x' * 5000)
        $link = New-Item -ItemType SymbolicLink -Path (Join-Path (Get-Item $TestDrive).FullName 'link.txt') -Target $target
        $file = Send-B24BotFile chat5 $link.FullName
        $file.Name | Should -BeExactly 'link.txt'
        $file.Size | Should -Be 5000
    }

    It 'accepts names, dialogs, and paths from a table' {
        $null = New-TestFile a.txt
        $null = New-TestFile b.txt
        $files = @([pscustomobject]@{ Path = 'a.txt'; DialogId = 'chat5' }, [pscustomobject]@{ Path = 'b.txt'; DialogId = '17' } | Send-B24BotFile)
        @($files.DialogId) | Should -Be 'chat5', '17'
    }

    It 'sends a file under another name' {
        $path = New-TestFile tmp1
        (Send-B24BotFile chat5 $path -Name report.txt).Name | Should -BeExactly 'report.txt'
    }

    It 'refuses <Why> before anything is sent, and continues' -ForEach @(
        @{ Why = 'a file that is not there'; Path = 'none'; Id = 'FileNotFound' }
        @{ Why = 'a wildcard that fits nothing'; Path = 'none*'; Id = 'FileNotFound' }
        @{ Why = 'a drive that is not there'; Path = 'nowhere:\file'; Id = 'FileNotFound' }
        @{ Why = 'a folder'; Path = '.'; Id = 'PathNotFile' }
        @{ Why = 'a drive without files'; Path = 'env:PATH'; Id = 'PathNotFile' }
        @{ Why = 'an empty file'; Path = 'empty'; Id = 'FileEmpty' }
        @{ Why = 'a file of 100 MiB'; Path = 'large'; Id = 'FileTooLarge' }
    ) {
        $null = New-TestFile empty ''
        $null = New-TestFile good
        $large = [System.IO.File]::Create((Join-Path $TestDrive large))
        $large.SetLength(100MB)
        $large.Dispose()
        $files = @($Path, 'good' | Send-B24BotFile chat5 -ErrorAction SilentlyContinue -ErrorVariable problem)
        @($files.Name) | Should -Be 'good'
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 1
    }

    It 'sends nothing under -WhatIf' {
        $null = New-TestFile a.txt
        Send-B24BotFile chat5 a.txt -WhatIf
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'requires a dialog, and does not prompt for it' {
        $path = New-TestFile a.txt
        Get-ErrorId (Get-Failure { $path | Send-B24BotFile }) | Should -BeExactly 'DialogIdMissing'
    }

    It 'does not send a file again when the answer was lost' {
        $null = New-TestFile a.txt
        Connect-TestWebhook $portal
        Add-PortalFault $portal AnswerLost imbot.v2.File.upload
        $null = Send-B24BotFile chat5 a.txt -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'OutcomeUnknown'
        @(Get-PortalMessage $portal).Count | Should -Be 1
    }

    It 'shows the portal''s refusal' -ForEach @(
        @{ Code = 'FILE_FOLDER_ERROR'; Id = 'FileFolderUnavailable' }
        @{ Code = 'FILE_UPLOAD_FAILED'; Id = 'FileUploadFailed' }
        @{ Code = 'FILE_SEND_FAILED'; Id = 'FileNotSent' }
    ) {
        $null = New-TestFile a.txt
        Add-PortalFault $portal Status imbot.v2.File.upload -Option @{ status = 400; error = $Code }
        $null = Send-B24BotFile chat5 a.txt -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        $problem[0].Exception.PortalCode | Should -BeExactly $Code
    }

    It 'shows neither the content nor the token with -Debug' {
        $null = New-TestFile a.txt 'something secret'
        $lines = Send-B24BotFile chat5 a.txt -Debug 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Out-String
        $lines | Should -Match '16 bytes in Base64'
        $lines | Should -Not -Match 'c29tZXRoaW5nIHNlY3JldA'
        $lines | Should -Not -Match 'my_bot_token'
    }
}

Describe 'Save-B24BotFile' {
    BeforeEach {
        Reset-TestConnection $portal
        Push-Location $TestDrive
        Get-ChildItem -Force | Remove-Item -Recurse -Force
        $null = New-Item -ItemType Directory in, out
        Push-Location in
        $null = New-TestFile report.txt 'the content'
        $file = Send-B24BotFile chat5 report.txt
        Pop-Location
        $out = Join-Path $TestDrive out
        Clear-PortalRequest $portal
    }

    AfterEach {
        Pop-Location
    }

    It 'saves in the current folder under the portal''s name' {
        Push-Location out
        $saved = $file | Save-B24BotFile
        Pop-Location
        $saved | Should -BeOfType [System.IO.FileInfo]
        $saved.FullName | Should -BeExactly (Join-Path $out report.txt)
        [System.IO.File]::ReadAllText($saved.FullName) | Should -BeExactly 'the content'
        Get-Name $out | Should -Be 'report.txt'
        (Get-PortalRequest $portal imbot.v2.File.download).Json.fileId | Should -Be $file.FileId
    }

    It 'saves in a folder or under a name, and returns the file' {
        Save-B24BotFile $file.FileId out | Get-Content | Should -BeExactly 'the content'
        Save-B24BotFile $file.FileId -Destination out/other.txt | Get-Content | Should -BeExactly 'the content'
        Get-Name $out | Should -Be 'other.txt', 'report.txt'
    }

    It 'keeps an existing file without -Force' {
        [System.IO.File]::WriteAllText((Join-Path $out report.txt), 'old')
        $file | Save-B24BotFile -Destination out -ErrorAction SilentlyContinue -ErrorVariable problem
        $file | Save-B24BotFile -Destination out/report.txt -ErrorAction SilentlyContinue -ErrorVariable +problem
        @($problem | ForEach-Object { Get-ErrorId $_ }) | Should -Be 'FileExists', 'FileExists'
        Get-Content out/report.txt | Should -BeExactly 'old'
        $null = $file | Save-B24BotFile -Destination out -Force
        Get-Content out/report.txt | Should -BeExactly 'the content'
        Get-Name $out | Should -Be 'report.txt'
    }

    It 'does not save two files under one name, even with -Force' {
        Push-Location in
        [System.IO.File]::WriteAllText((Join-Path (Get-Location).Path report.txt), 'another')
        $second = Send-B24BotFile 1 report.txt
        Pop-Location
        $saved = @($file, $second | Save-B24BotFile -Destination out -Force -ErrorAction SilentlyContinue -ErrorVariable problem)
        $saved.Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'FileExists'
        Get-Content out/report.txt | Should -BeExactly 'the content'
    }

    It 'restarts with a new link when the transfer is interrupted' {
        Connect-TestWebhook $portal
        Add-PortalFault $portal CutBody download
        $null = $file | Save-B24BotFile -Destination out
        Get-Content out/report.txt | Should -BeExactly 'the content'
        @(Get-PortalRequest $portal imbot.v2.File.download).Count | Should -Be 2
        Get-Name $out | Should -Be 'report.txt'
    }

    It 'leaves no file when it fails: <Fault>' -ForEach @(
        @{ Fault = 'CutBody'; Id = 'AnswerIncomplete' }
        @{ Fault = 'Html'; Id = 'FileLinkRefused' }
    ) {
        Add-PortalFault $portal $Fault download
        $file | Save-B24BotFile -Destination out -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly $Id
        Get-Name $out | Should -BeNullOrEmpty
    }

    It 'continues with the next file' {
        $saved = @(1, $file.FileId | Save-B24BotFile -Destination out -ErrorAction SilentlyContinue -ErrorVariable problem)
        $saved.Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'FileOnPortalNotFound'
        $problem[0].TargetObject | Should -Be 1
    }

    It 'reads with the permissions of the bot, and says so if they are not sufficient' {
        Push-Location in
        $private = Send-B24BotFile 17 report.txt
        $foreign = Send-B24UserFile 17 report.txt
        Pop-Location
        ($private | Save-B24BotFile -Destination out -Force).Name | Should -BeExactly $private.Name
        $foreign | Save-B24BotFile -Destination out -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'FileAccessDenied'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Add the bot to the chat'
    }

    It 'saves the files of an event''s message, and nothing if it has none' {
        $message = '{"event":"ONIMBOTV2MESSAGEADD","data":{"bot":{"id":456},"message":{"id":1,"text":"","params":{"FILE_ID":[' + $file.FileId + ']}}}}' | ConvertFrom-B24Event
        $empty = '{"event":"ONIMBOTV2MESSAGEADD","data":{"bot":{"id":456},"message":{"id":2,"text":"no file","params":[]}}}' | ConvertFrom-B24Event
        @($empty, $message | Save-B24BotFile -Destination out -Force -ErrorAction Stop).Count | Should -Be 1
        @(Save-B24BotFile $message, $message.Message -Destination out -Force -ErrorAction SilentlyContinue).Count | Should -BeGreaterOrEqual 1
        $message.FileId | Should -Be $file.FileId
    }

    It 'does not create a folder' {
        $file | Save-B24BotFile -Destination none/ -ErrorAction SilentlyContinue -ErrorVariable problem
        $file | Save-B24BotFile -Destination none/file.txt -ErrorAction SilentlyContinue -ErrorVariable +problem
        @($problem | ForEach-Object { Get-ErrorId $_ }) | Should -Be 'FileNotWritten', 'FileNotWritten'
        Test-Path none | Should -BeFalse
    }

    It 'downloads nothing under -WhatIf' {
        $file | Save-B24BotFile -Destination out -WhatIf
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'does not show the link' {
        $lines = $file | Save-B24BotFile -Destination out -Verbose -Debug *>&1 | Out-String
        $token = [uri]::UnescapeDataString((Get-PortalRequest $portal download).query) -replace '^.*\|'
        $token | Should -Match '^[0-9a-f]{48}$'
        $lines | Should -Match 'imbot\.v2\.File\.download'
        $lines | Should -Not -Match $token
    }

    It 'ends immediately when it is stopped, and leaves no file' {
        Add-PortalFault $portal Hang download
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$modulePath'; Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token").Invoke()
            $shell.Commands.Clear()
            $running = $shell.AddCommand('Save-B24BotFile').AddParameter('FileId', $file.FileId).AddParameter('Destination', $out).BeginInvoke()
            Wait-PortalRequest $portal download
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            { $shell.EndInvoke($running) } | Should -Throw
        }
        finally {
            $shell.Dispose()
        }

        Get-Name $out | Should -BeNullOrEmpty
    }

    It 'ends with the pipeline, and leaves a complete file' {
        Push-Location in
        $second = Send-B24BotFile chat5 report.txt
        Pop-Location
        Clear-PortalRequest $portal
        $null = $file, $second | Save-B24BotFile -Destination out | Select-Object -First 1
        Get-Name $out | Should -Be 'report.txt'
        Get-Content out/report.txt | Should -BeExactly 'the content'
        @(Get-PortalRequest $portal download).Count | Should -Be 1
    }
}

Describe 'Send-B24UserFile and Save-B24UserFile' {
    BeforeEach {
        Reset-TestConnection $portal
        Push-Location $TestDrive
        Get-ChildItem -Force | Remove-Item -Recurse -Force
        $null = New-TestFile report.txt 'the content'
    }

    AfterEach {
        Pop-Location
    }

    It 'send as the user, and save the file' {
        $file = Send-B24UserFile chat5 report.txt -Message 'mine'
        $file.AuthorId | Should -Be 1
        $file.Status | Should -BeExactly 'done'
        $file.UrlDownload | Should -Match '^http'
        $file | Save-B24UserFile -Destination copy.txt | Get-Content | Should -BeExactly 'the content'
        (Get-PortalRequest $portal im.v2.File.download).Json.dialogId | Should -BeExactly 'chat5'
    }

    It 'works with OAuth' {
        Connect-TestOAuth $portal -NoRepeat
        Send-B24UserFile chat5 report.txt | Save-B24UserFile -Destination copy.txt | Get-Content | Should -BeExactly 'the content'
        Send-B24BotFile chat5 report.txt | Save-B24BotFile -Destination copy2.txt | Get-Content | Should -BeExactly 'the content'
    }

    It 'requires a dialog, and does not prompt for it' {
        Get-ErrorId (Get-Failure { Send-B24UserFile -Path report.txt }) | Should -BeExactly 'DialogIdMissing'
        Get-ErrorId (Get-Failure { Save-B24UserFile 7001 }) | Should -BeExactly 'DialogIdMissing'
    }
}

Describe 'Register-B24UserEvent, Get-B24UserEvent, Unregister-B24UserEvent and Send-B24BotContext' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'Register-B24UserEvent and Unregister-B24UserEvent accept no input and return nothing' {
        Register-B24UserEvent | Should -BeNullOrEmpty
        $null = Send-B24BotMessage chat5 hello
        @(Get-B24UserEvent).Count | Should -BeGreaterThan 0
        Unregister-B24UserEvent | Should -BeNullOrEmpty
        @(Get-B24UserEvent).Count | Should -Be 0
        Register-B24UserEvent -WhatIf
        @(Get-PortalRequest $portal im.v2.Event.subscribe).Count | Should -Be 1
    }

    It 'Send-B24BotContext reaches the bot' {
        Send-B24BotContext @{ order = 15; items = @('a', 'b') } | Should -BeNullOrEmpty
        (Get-PortalRequest $portal im.v2.Chat.Bot.sendContext).Json.dialogId | Should -BeExactly '456'
        $event = Get-B24BotEvent | Where-Object Type -EQ ONIMBOTV2CONTEXTGET
        $event.Context['order'] | Should -Be 15
        @($event.Context['items']) | Should -Be 'a', 'b'
        $event.UserId | Should -Be 1
    }

    It 'Send-B24BotContext accepts bots and other dialogs' {
        Get-B24Bot 456 | Send-B24BotContext @{ a = 1 }
        Send-B24BotContext @{ a = 1 } chat5
        @(Get-PortalRequest $portal im.v2.Chat.Bot.sendContext | ForEach-Object { $_.Json.dialogId }) | Should -Be '456', 'chat5'
        Get-ErrorId (Get-Failure { Send-B24BotContext 'text' }) | Should -BeExactly 'ParameterNotSerializable'
    }
}
