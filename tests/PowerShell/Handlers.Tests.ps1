# No event and no handler stops a bot: unusual events, prompts, handlers that hang or throw pipeline-stopping exceptions, and read-only folders.

BeforeDiscovery {
    $places = @(
        @{ Where = 'on the thread of the script'; Option = @{} }
        @{ Where = 'in runspaces of the module'; Option = @{ ThrottleLimit = 2 } }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $oldState = $env:BITRIX24_IMBOT_STATE
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
    $null = New-Item -Path (Join-Path $TestDrive 'file.txt') -ItemType File

    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

// A console that answers each question and counts the questions.
public sealed class AskedHost : PSHost
{
    private readonly Guid id = Guid.NewGuid();
    private readonly AskedUI ui = new AskedUI();
    public int Asked { get { return ui.Asked; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override Guid InstanceId { get { return id; } }
    public override string Name { get { return "Asked"; } }
    public override PSHostUserInterface UI { get { return ui; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override void EnterNestedPrompt() { ui.Asked++; }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class AskedUI : PSHostUserInterface
{
    public int Asked;
    public override PSHostRawUserInterface RawUI { get { return null; } }
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Asked++;
        Dictionary<string, PSObject> answers = new Dictionary<string, PSObject>();
        foreach (FieldDescription field in descriptions) { answers[field.Name] = new PSObject("x"); }
        return answers;
    }
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { Asked++; return 0; }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { Asked++; return PSCredential.Empty; }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { Asked++; return PSCredential.Empty; }
    public override string ReadLine() { Asked++; return "x"; }
    public override SecureString ReadLineAsSecureString() { Asked++; return new SecureString(); }
    public override void Write(string value) { }
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }
    public override void WriteLine(string value) { }
    public override void WriteDebugLine(string message) { }
    public override void WriteErrorLine(string value) { }
    public override void WriteVerboseLine(string message) { }
    public override void WriteWarningLine(string message) { }
    public override void WriteProgress(long sourceId, ProgressRecord record) { }
}
'@

    function Get-DeadLetter {
        param([string] $Path)
        @([System.IO.File]::ReadAllLines($Path) | ForEach-Object { ConvertFrom-Json -InputObject $_ })
    }

    function Get-BotFolder {
        $uri = [uri] $portal.webhookUri
        Join-Path $env:BITRIX24_IMBOT_STATE "$($uri.Host)_$($uri.Port)/bot456"
    }
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_STATE = $oldState
}

Describe 'A bot continues' {
    BeforeEach {
        Reset-Conversation
        $letters = Join-Path $TestDrive ('{0}.jsonl' -f [guid]::NewGuid())
    }

    Context 'after unusual events' {
        It 'with any dialog ID, <Where>' -ForEach $places {
            $aside = Join-Path (Get-BotFolder) 'aside'
            $null = New-Item -Path $aside -ItemType Directory -Force
            $ids = '"chat0"', '"0"', '""', '"abc"', '"chat5/7"', '"12345678901234567890"', '"../../x"', 'true', 'false', 'null', '[]', '{"a":1}', '-5', '" 17"', '"chat5"'
            $number = 0
            foreach ($id in $ids) {
                $number++
                $json = '{"eventId":' + $number + ',"type":"ONIMBOTV2MESSAGEADD","date":"2026-11-22T12:00:00+00:00","data":{"bot":{"id":456},' +
                '"message":{"id":' + $number + ',"text":"hi"},"chat":{"id":5,"dialogId":' + $id + '},"dialogId":' + $id + ',"user":{"id":17}}}'
                [System.IO.File]::WriteAllText((Join-Path $aside ('{0:D20}.json' -f $number)), $json)
            }

            Add-PortalPost $portal 'after'
            $given = Start-B24Bot -MaxEvents ($ids.Count + 1) -OnEvent { } -OnMessage { $_.EventId } @Option -WarningVariable told
            @($given | Sort-Object | Select-Object -First $ids.Count) | Should -Be (1..$ids.Count)
            $told | Should -BeNullOrEmpty
            @(Get-ChildItem -LiteralPath $aside).Count | Should -Be 0
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }
    }

    Context 'after a handler that asks at the console' {
        It '<Where>, in any way, and nobody is asked' -ForEach $places {
            $ways = [ordered]@{
                'a function of high impact'     = 'function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = "High")] param() $PSCmdlet.ShouldProcess("x") }; f'
                'a missing mandatory parameter' = 'function f { param([Parameter(Mandatory)] $Name) $Name }; f'
                'Read-Host'                     = 'Read-Host "Which one"'
                'Read-Host -AsSecureString'     = 'Read-Host -AsSecureString'
                'Get-Credential'                = 'Get-Credential'
                'ShouldContinue'                = 'function f { [CmdletBinding()] param() $PSCmdlet.ShouldContinue("really", "x") }; f'
                'the host itself'               = '$Host.UI.ReadLine()'
                'a nested prompt'               = '$Host.EnterNestedPrompt()'
                'this module'                   = 'Send-B24BotMessage'
                'this module, with -Confirm'    = 'Send-B24BotMessage -Message x -Confirm'
            }
            Add-PortalPost $portal @($ways.Keys)
            Add-PortalPost $portal 'after'
            $cases = @($ways.Keys | ForEach-Object { "'$_' { $($ways[$_]) }" }) -join "`n"
            $limit = if ($Option.Count) { '-ThrottleLimit 2' }
            $asked = New-Object AskedHost
            $runspace = [runspacefactory]::CreateRunspace($asked)
            $runspace.Open()
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            try {
                $null = $shell.AddScript("Import-Module '$modulePath'; Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token").Invoke()
                $shell.Commands.Clear()
                $given = $shell.AddScript("Start-B24Bot -MaxEvents $($ways.Count + 1) -Timeout 60 -DeadLetterPath '$letters' $limit -OnMessage { switch (`$_.Message.Text) { $cases 'after' { 'went on' } } }").Invoke()
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }

            $asked.Asked | Should -Be 0
            $given | Should -Be 'went on'
            $failed = @(Get-DeadLetter $letters)
            $failed.event.data.message.text | Should -Be @($ways.Keys)
            ($failed | Where-Object { $_.event.data.message.text -eq 'a missing mandatory parameter' }).error.message | Should -BeLike '*mandatory*Name*'
            ($failed | Where-Object { $_.event.data.message.text -eq 'Read-Host' }).error.message | Should -BeLike '*at the console*Which one*'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
            Get-PortalMessage $portal 17 | Where-Object { $_.authorId -eq 456 -and $_.text -notlike 'Something went wrong*' } | Should -BeNullOrEmpty
        }
    }

    Context 'after a handler that hangs' {
        It 'in <Case>, <Where>: it is stopped, repeated, and moved to the dead letters' -ForEach @(
            foreach ($place in $places) {
                @{ Case = 'a loop'; Handler = { if ($_.Message.Text -eq 'hang') { while ($true) { [System.Threading.Thread]::Sleep(10) } }; 'went on' } } + $place
                @{ Case = 'a cmdlet'; Handler = { if ($_.Message.Text -eq 'hang') { Start-Sleep -Seconds 600 }; 'went on' } } + $place
            }
        ) {
            Add-PortalPost $portal 'hang', 'after'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Start-B24Bot -MaxEvents 2 -HandlerTimeout 1 -RetryCount 1 -DeadLetterPath $letters -WarningAction SilentlyContinue @Option -OnMessage $Handler | Should -Be 'went on'
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
            $letter = Get-DeadLetter $letters
            $letter.error.id | Should -BeExactly 'HandlerTimedOut'
            $letter.attempts | Should -Be 2
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'and cannot be stopped: in a runspace of the module it is abandoned, counted, and reported' {
            Add-PortalPost $portal 'hang', 'after'
            Add-PortalPost $portal 'other' -UserId 23
            $given = Start-B24Bot -MaxEvents 3 -HandlerTimeout 1 -ThrottleLimit 2 -DeadLetterPath $letters -WarningVariable told -WarningAction SilentlyContinue -OnMessage {
                if ($_.Message.Text -eq 'hang') { [System.Threading.Thread]::Sleep(60000) }
                $_.Message.Text
            }
            @($given | Sort-Object) | Should -Be 'after', 'other'
            (Get-DeadLetter $letters).error.id | Should -BeExactly 'HandlerTimedOut'
            "$told" | Should -BeLike "*Handlers that don't stop and still run: 1*"
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'and cannot be stopped: on the thread of the script its event moves to the dead letters, and the bot continues when the handler returns' {
            Add-PortalPost $portal 'hang', 'after'
            Start-B24Bot -MaxEvents 2 -HandlerTimeout 1 -DeadLetterPath $letters -WarningAction SilentlyContinue -OnMessage {
                if ($_.Message.Text -eq 'hang') {
                    [System.Threading.Thread]::Sleep(7000)
                    return
                }
                'went on'
            } | Should -Be 'went on'
            @(Get-DeadLetter $letters).Count | Should -Be 1
            (Get-DeadLetter $letters).error.id | Should -BeExactly 'HandlerTimedOut'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'but not after a handler that waits for an answer: it does not hang' {
            Add-PortalPost $portal 'ask'
            Start-B24Bot -MaxEvents 1 -HandlerTimeout 1 -OnMessage { if ((Request-B24BotReply -Message 'Well?' -Timeout 2.5).TimedOut) { 'nobody answered' } } |
                Should -Be 'nobody answered'
        }

        It 'and refuses a limit out of range: <_>' -ForEach 0, 0.5, 86401 {
            Get-ErrorId (Get-Failure { Start-B24Bot -HandlerTimeout $_ -OnMessage { } }) | Should -BeExactly 'DurationInvalid'
        }
    }

    Context 'ends in time, although a handler never returns' {
        It 'at -Timeout, <Where>, and receives the event again' -ForEach @(
            @{ Where = 'on the thread of the script'; Option = @{}; Handler = { while ($true) { [System.Threading.Thread]::Sleep(10) } }; Limit = 20 }
            @{ Where = 'in runspaces of the module'; Option = @{ ThrottleLimit = 2 }; Handler = { while ($true) { [System.Threading.Thread]::Sleep(10) } }; Limit = 20 }
            @{ Where = 'in a runspace of the module, where it cannot be stopped'; Option = @{ ThrottleLimit = 2 }; Handler = { [System.Threading.Thread]::Sleep(60000) }; Limit = 30 }
        ) {
            Add-PortalPost $portal 'hang', 'after'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Start-B24Bot -Timeout 0.2 -HandlerTimeout 3 -DeadLetterPath $letters -WarningAction SilentlyContinue @Option -OnMessage $Handler | Should -BeNullOrEmpty
            $clock.Elapsed.TotalSeconds | Should -BeLessThan $Limit
            Get-WaitingPost $portal | Should -BeIn 'hang', 'after'
        }

        It 'at Ctrl+C, in a runspace of the module, when the handler cannot be stopped' {
            Add-PortalPost $portal 'hang'
            $reached = New-Object System.Threading.ManualResetEventSlim
            $bot = Start-Background 'Start-B24Bot -ThrottleLimit 2 { ($using:reached).Set(); [System.Threading.Thread]::Sleep(60000) }' @{ reached = $reached }
            $reached.Wait(30000) | Should -BeTrue
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $bot.Shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
            $bot.Shell.Dispose()
            Get-WaitingPost $portal | Should -Be 'hang'
        }

        # The pause separates the two signals. Nothing shows that the first one has arrived.
        It 'at SIGTERM, on the thread of the script, <Case>' -ForEach @(
            @{ Case = 'at once at the second one'; Option = ''; Script = '& /bin/sh -c "kill -TERM $PID"; Start-Sleep -Milliseconds 300; & /bin/sh -c "kill -TERM $PID"; [System.Threading.Thread]::Sleep(60000)' }
            @{ Case = 'at the first one when it cannot be stopped'; Option = '-HandlerTimeout 1'; Script = '& /bin/sh -c "kill -TERM $PID"; [System.Threading.Thread]::Sleep(60000)' }
        ) {
            Skip-WithoutUnixBuild
            Add-PortalPost $portal 'hang'
            $outcome = Invoke-ChildPowerShell -Command "Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; Start-B24Bot $Option { $Script }; 'not reached'" -TimeoutSec 50
            $outcome.Output | Should -Not -Match 'not reached'
            $outcome.ExitCode | Should -Be 143
            Get-WaitingPost $portal | Should -Be 'hang'
        }

        It 'at the first SIGTERM, on the thread of the script, although it comes after the handler was abandoned' {
            Skip-WithoutUnixBuild
            Add-PortalPost $portal 'hang'
            $started = [System.Diagnostics.Stopwatch]::StartNew()
            $outcome = Invoke-ChildPowerShell -Command ("Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; " +
                'Start-B24Bot -HandlerTimeout 1 { $null = & /bin/sh -c "(sleep 12; kill -TERM $PID) >/dev/null 2>&1 &"; [System.Threading.Thread]::Sleep(120000) }; "not reached"') -TimeoutSec 80
            $outcome.Output | Should -Match "doesn't stop"
            $outcome.Output | Should -Not -Match 'not reached'
            $outcome.ExitCode | Should -Be 143
            $started.Elapsed.TotalSeconds | Should -BeLessThan 70
            Get-WaitingPost $portal | Should -Be 'hang'
        }
    }

    Context 'after handlers that show people''s texts' {
        It '<Where>: no control character reaches the terminal' -ForEach $places {
            $evil = "a$([char]27)[2Jb$([char]0x202e)c"
            Add-PortalPost $portal $evil
            $problems = $null
            $shown = Start-B24Bot -MaxEvents 1 @Option -ErrorAction SilentlyContinue -ErrorVariable problems -OnMessage {
                $ErrorActionPreference = 'Continue'
                Write-Error "unknown: $($_.Message.Text)" -TargetObject $_.Message.Text -CategoryActivity $_.Message.Text
            } 2>&1
            $shown | Should -BeNullOrEmpty
            $problems.Count | Should -Be 1
            $problems[0].ToString() | Should -BeExactly 'unknown: a [2Jbc'
            "$($problems[0].CategoryInfo)" | Should -Not -Match "[$([char]27)$([char]0x202e)]"
        }

        It 'in runspaces of the module: information records are also safe, and keep their other properties' {
            $evil = "a$([char]27)[2Jb"
            Add-PortalPost $portal $evil
            $records = @(Start-B24Bot -MaxEvents 1 -ThrottleLimit 2 -OnMessage {
                Write-Information $_.Message.Text -Tags 'note'
                Write-Host $_.Message.Text -ForegroundColor Red -NoNewline
                Write-Information ([pscustomobject]@{ Text = 'object' })
            } 6>&1)
            $records.Count | Should -Be 3
            $records[0].MessageData | Should -BeExactly 'a [2Jb'
            $records[0].Tags | Should -Be 'note'
            $records[1].MessageData.Message | Should -BeExactly 'a [2Jb'
            $records[1].MessageData.ForegroundColor | Should -Be 'Red'
            $records[1].MessageData.NoNewLine | Should -BeTrue
            $records[2].MessageData.Text | Should -BeExactly 'object'
        }

        It 'on the thread of the script: console output is also safe' {
            Add-PortalPost $portal "a$([char]27)[2Jb"
            $outcome = Invoke-ChildPowerShell -Command ("Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; " +
                'Start-B24Bot -MaxEvents 1 { Write-Progress $_.Message.Text $_.Message.Text -CurrentOperation $_.Message.Text; Write-Host $_.Message.Text; Write-Warning $_.Message.Text; Write-Information $_.Message.Text -InformationAction Continue }')
            $outcome.Output | Should -Not -Match ([char]27 + '\[2J')
            ([regex]::Matches($outcome.Output, 'a \[2Jb')).Count | Should -BeGreaterOrEqual 3
        }
    }

    Context 'in a script with $ErrorActionPreference Stop' {
        It '<Where>: a handler that fails or writes an error does not end the bot' -ForEach $places {
            $ErrorActionPreference = 'Stop'
            Add-PortalPost $portal 'fail', 'write', 'after'
            Start-B24Bot -MaxEvents 3 @Option -WarningAction SilentlyContinue -WarningVariable told -ErrorVariable problems -OnMessage {
                if ($_.Message.Text -eq 'fail') { throw 'cannot' }
                $ErrorActionPreference = 'Continue'
                if ($_.Message.Text -eq 'write') { Write-Error 'soft' }
                $_.Message.Text
            } | Should -Be 'write', 'after'
            "$told" | Should -BeLike '*cannot*'
            "$told $problems" | Should -BeLike '*soft*'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It '<Where>: -ErrorAction Stop ends the bot, and the event is not received again' -ForEach $places {
            Add-PortalPost $portal 'fail', 'after'
            $problem = Get-Failure { Start-B24Bot -MaxEvents 2 @Option -ErrorAction Stop -OnMessage { throw 'cannot' } }
            Get-ErrorId $problem | Should -BeExactly 'HandlerFailed'
            Get-WaitingPost $portal | Should -Be 'after'
        }
    }

    Context 'after a handler that throws an exception that stops a pipeline' {
        It '<Where>: the handler has failed' -ForEach $places {
            Add-PortalPost $portal 'stop', 'after', 'last'
            Start-B24Bot -MaxEvents 3 -DeadLetterPath $letters -WarningAction SilentlyContinue @Option -OnMessage {
                if ($_.Message.Text -eq 'stop') { throw (New-Object System.Management.Automation.PipelineStoppedException) }
                $_.Message.Text
            } | Should -Be 'after', 'last'
            (Get-DeadLetter $letters).event.data.message.text | Should -Be 'stop'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'and the script continues after Start-B24Bot' {
            Add-PortalPost $portal 'stop'
            $outcome = Invoke-ChildPowerShell -Command ("Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; " +
                'Start-B24Bot -MaxEvents 1 -ErrorAction SilentlyContinue { throw (New-Object System.Management.Automation.PipelineStoppedException) }; "went on"')
            $outcome.Output | Should -Be 'went on'
        }
    }
}

Describe 'A read-only state folder' {
    BeforeEach {
        Reset-TestConnection $portal
        Clear-PortalRequest $portal
    }

    It 'is an error with advice for <Name>, and nothing is posted' -ForEach @(
        @{ Name = 'Start-B24Bot'; Call = { Start-B24Bot -RegisterCommands -OnCommand @{ help = { } } -Timeout 1 } }
        @{ Name = 'Watch-B24BotEvent'; Call = { Watch-B24BotEvent -Timeout 1 } }
        @{ Name = 'Request-B24BotReply with words'; Call = { Request-B24BotReply 17 'Well?' -Timeout 1 -ErrorAction Stop } }
        @{ Name = 'Request-B24BotReply with buttons'; Call = { Request-B24BotReply 17 'Well?' -Choice a, b -Timeout 1 -ErrorAction Stop } }
    ) {
        $good = $env:BITRIX24_IMBOT_STATE
        try {
            $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'file.txt/state'
            $problem = Get-Failure $Call
        }
        finally {
            $env:BITRIX24_IMBOT_STATE = $good
        }

        Get-ErrorId $problem | Should -BeExactly 'StateFolderNotWritten'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'BITRIX24_IMBOT_STATE'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'StateDirectory='
        @(Get-PortalRequest $portal | Where-Object { $_.method -notmatch '\.get$' }).Count | Should -Be 0
    }

    It 'and an offset store that cannot be opened are reported before commands are registered' {
        $problem = Get-Failure { Start-B24Bot -RegisterCommands -OnCommand @{ help = { } } -Timeout 1 -OffsetStore (Join-Path $TestDrive 'file.txt/bot.offset') }
        Get-ErrorId $problem | Should -BeExactly 'OffsetStoreUnreadable'
        @(Get-PortalRequest $portal *Command.register).Count | Should -Be 0
    }

    It 'and a path outside the file system are reported for <Parameter>: <Path>' -ForEach @(
        foreach ($path in 'Env:x', 'nowhere:\x') {
            @{ Parameter = 'OffsetStore'; Path = $path }
            @{ Parameter = 'DeadLetterPath'; Path = $path }
        }
    ) {
        $option = @{ $Parameter = $Path }
        Get-ErrorId (Get-Failure { Start-B24Bot -OnMessage { } -Timeout 1 @option }) | Should -BeIn 'PathNotFile', 'FileNotFound'
    }
}
