# Functions as chat commands, end to end: people write to a bot of the emulator and read what it says.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $marker = Join-Path $TestDrive 'marker.txt'

    $functions = @'
function Get-Volume2 {
    <#
    .SYNOPSIS
    Shows volumes.
    .PARAMETER Server
    The servers to look at.
    .EXAMPLE
    Get-Volume2 srv1 -Below 20
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory, HelpMessage = 'Which servers?')] [string[]] $Server, [ValidateRange(0, 100)] [int] $Below = 50, [switch] $Detailed)
    "$($Server -join '|') $Below $Detailed"
}
function Restart-Thing {
    <#
    .SYNOPSIS
    Restarts a thing.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory)] [ValidateSet('web', 'db')] [string] $Name, [switch] $Force)
    if ($PSCmdlet.ShouldProcess($Name)) { Add-Content $Marker "restarted $Name"; "restarted $Name" }
}
function Get-Free { if (Test-Free) { 'free' } }
function Test-Free { $true }
function Set-Nothing { }
function Get-Answer2 { $name = Read-Host 'Your name'; $ok = $Host.UI.PromptForChoice('Color', 'Which one?', @('&Red', '&Blue'), 0); "$name $ok" }
function Get-Slow { 1..3 | ForEach-Object { Write-Progress -Activity 'Report' -Status "part $_" -PercentComplete ($_ * 30); Start-Sleep -Milliseconds 400 }; 'slow done' }
function Write-Lines { Write-Host 'a line'; Write-Warning 'watch out'; Write-Host '[b]not bold[/b]'; '/help is text' }
function Get-Failing { throw 'it broke' }
function Write-Failing { Write-Error 'one'; Write-Error 'two'; 'went on' }
function Get-Secret2 { Read-Host 'Password' -AsSecureString }
function Get-Nested { $Host.EnterNestedPrompt() }
function Get-Exit { exit 5 }
function Get-Endless { while ($true) { 'x' } }
function Get-Sleeping { Start-Sleep -Seconds 600 }
function Wait-Forever { [System.Threading.Thread]::Sleep(20000) }
function Get-Regex { [regex]::IsMatch(('a' * 40) + '!', '^(a+)+$') }
function Get-Rows { 1..3 | ForEach-Object { [pscustomobject]@{ Name = "row$_"; Size = $_ } } }
function Get-One { [pscustomobject]@{ Name = 'only'; Note = '[USER=17]Anna[/USER]' } }
function Get-Number { [long] 4096 }
function Get-Many { 1..300 | ForEach-Object { "line $_" } }
function Get-Colored { "$([char] 27)[31mred$([char] 27)[0m" }
function Get-Ask { [CmdletBinding()] param([Parameter(Mandatory)] [ValidateRange(1, 9)] [int] $Number, [Parameter(Mandatory)] [DayOfWeek] $Day) "$Number $Day" }
function Get-Typed { [CmdletBinding()] param([scriptblock] $Script, [System.IO.StreamWriter] $Out, [string] $Path, [string] $Text) "typed $Text" }
function Get-Culture2 { 'culture' }
'@

    function Start-Bot {
        # A bot in another runspace of this process.
        param([string] $Option = '-Allow 17', [string] $Function = $functions, [string] $Handler = '')
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        Reset-TestPortal $portal
        Add-PortalPost $portal 'hello'
        Add-PortalPost $portal 'hello' -UserId 23
        Start-ListeningBot -Count 3 @"
            $function
            `$Marker = '$marker'
            `$null = Watch-B24BotEvent -MaxEvents 4
            Start-B24Bot -Interval 1 -Function (Get-Command -CommandType Function | Where-Object { `$_.ScriptBlock.File -eq `$null -and `$_.Module -eq `$null -and `$_.Name -in @([regex]::Matches('$($function -replace "'", "''")', '(?m)^function ([\w-]+)') | ForEach-Object { `$_.Groups[1].Value }) }) -Variable Marker $Option $Handler
"@
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A bot with functions' {
    BeforeAll {
        $bot = Start-Bot '-Allow 17 -HandlerTimeout 20'
    }

    AfterAll {
        Stop-Bot $bot
    }

    It 'runs a function with the values of a line' {
        Read-Answer '/get-volume2 "my server",srv2 -Below 20 -Detailed' | Should -Be '[code]my server|srv2 20 True[/code]'
        Read-Answer '/GET-VOLUME2 srv1' | Should -Be '[code]srv1 50 False[/code]'
    }

    It 'copies helper functions and variables' {
        Read-Answer '/get-free' | Should -Be '[code]free[/code]'
    }

    It 'explains what is wrong with a value, and runs nothing' {
        Read-Answer '/get-volume2 srv1 -Below 500' | Should -BeLike '*Below*500*Nothing was run*'
        Read-Answer '/get-volume2 $(Get-Date)' | Should -BeLike '*character $*^*Nothing was run*'
        Read-Answer '/get-volume2 a -Nothing' | Should -BeLike '*no parameter -Nothing*'
        Read-Answer '/get-typed -Out /tmp/x' | Should -BeLike '*-Out can''t be set*'
        Read-Answer '/get-typed -Path /tmp/x' | Should -BeLike '*-Path can''t be set*'
        Read-Answer '/restart-thing web -Confirm:0' | Should -BeLike '*-Confirm can''t be used*'
    }

    It 'asks for missing values, repeats the question after an invalid value, and shows choices as buttons' {
        Read-Answer '/get-volume2' '*Which servers*' | Should -BeLike '*commas*/cancel*'
        Read-Answer 'srv7 srv8' | Should -Be '[code]srv7|srv8 50 False[/code]'
        $null = Read-Answer '/get-ask' '*Number?*'
        $null = Read-Answer '50' '*Try again*'
        $question = Wait-Said '*Number?*'
        $script:last = $question.id
        Add-PortalPost $portal '5'
        $question = Wait-Said '*Day?*'
        Push-Button $question 'Friday'
        (Wait-Said '*5 Friday*').text | Should -Be '[code]5 Friday[/code]'
        @((Get-Said | Where-Object id -EQ $question.id).params.KEYBOARD | Where-Object { $_ }) | Should -BeNullOrEmpty
    }

    It 'ends the call after a second invalid value' {
        $null = Read-Answer '/get-ask -Day Monday' '*Number?*'
        $null = Read-Answer 'x' '*Try again*'
        $null = Wait-Said '*Number?*'
        Read-Answer 'y' | Should -BeLike '*Nothing was run*'
    }

    It 'cancels a question' {
        $null = Read-Answer '/get-ask' '*Number?*'
        Read-Answer '/cancel' | Should -Be 'Canceled.'
        Read-Answer '/cancel' | Should -Be 'There is nothing to cancel.'
    }

    It 'shows the exact call of a function that changes something, and runs it when its caller agrees' {
        Remove-Item $marker -ErrorAction Ignore
        Send-Line '/restart-thing web -Force'
        $card = Wait-Said '*Run this*'
        $card.text | Should -BeLike "*Restart-Thing -Name 'web' -Force*"
        Push-Button $card 'Run'
        (Wait-Said '*restarted web*').text | Should -Be '[code]restarted web[/code]'
        Get-Content $marker | Should -Be 'restarted web'
        $card = Get-Said | Where-Object id -EQ $card.id
        $card.text | Should -BeLike 'Confirmed:*'
        @($card.params.KEYBOARD | Where-Object { $_ }) | Should -BeNullOrEmpty

        Send-Line '/restart-thing db'
        $card = Wait-Said '*Run this*'
        Push-Button $card "Don't run"
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ((Get-Said | Where-Object id -EQ $card.id).text -notlike 'Not run*' -and $limit.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 30 }
        (Get-Said | Where-Object id -EQ $card.id).text | Should -BeLike 'Not run*'
        Get-Content $marker | Should -Be 'restarted web'
    }

    It 'asks with buttons and for text during a run' {
        $null = Read-Answer '/get-answer2' '*Your name*'
        Send-Line 'Anna'
        $question = Wait-Said '*Which one*'
        Push-Button $question 'Blue'
        (Wait-Said '*Anna 1*').text | Should -Be '[code]Anna 1[/code]'
    }

    It 'shows progress in one message' {
        Send-Line '/get-slow'
        $null = Wait-Said '*slow done*'
        $progress = @(Get-Said -AfterId $last | Where-Object text -Like '*Report*')
        $progress.Count | Should -Be 1
        $progress[0].text | Should -BeLike '*part 3 90 %*'
    }

    It 'shows lines and warnings, and escapes codes in them' {
        Send-Line '/write-lines'
        $said = (Wait-Said '*a line*').text
        $said | Should -Be "a line`nWarning: watch out`n[b]not bold[/b]"
        $null = Wait-Said '*is text*'
        $lines, $text = @(Get-PortalMessage $portal 17)[-2, -1].text
        $lines | Should -Not -BeLike '*`[b`]*'
        $text | Should -Match '^\[code\]\u200B/help is text'
    }

    It 'reports an error with a reference number that is in the log' {
        $answer = Read-Answer '/get-failing'
        $answer | Should -Match '^it broke \(reference (\w{6})\)$'
        $null = $answer -match 'reference (\w{6})'
        "$(Get-Stream Error)" | Should -BeLike "*it broke*Get-Failing*$($Matches[1])*"
        Send-Line '/write-failing'
        (Wait-Said '*reference*').text | Should -Match '^one 1 more errors \(reference \w{6}\)\.$'
        (Wait-Said '*went on*').text | Should -Be '[code]went on[/code]'
    }

    It 'never asks for a password, has no nested prompt, and survives exit' {
        Read-Answer '/get-secret2' | Should -BeLike '*Passwords are never asked for in a chat*'
        Read-Answer '/get-nested' | Should -BeLike '*reference*'
        Send-Line '/get-exit'
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
    }

    It 'reacts with a check mark if there is no output' {
        Send-Line '/set-nothing'
        Wait-PortalRequest $portal 'imbot.v2.Chat.Message.Reaction.add'
        @(Get-PortalRequest $portal 'imbot.v2.Chat.Message.Reaction.add')[-1].Json.reaction | Should -Be 'whiteHeavyCheckMark'
    }

    It 'stops an endless stream' {
        Send-Line '/get-endless'
        (Wait-Said '*too much output*').text | Should -BeLike '*stopped*'
    }

    It 'removes colors' {
        Read-Answer '/get-colored' | Should -Be '[code]red[/code]'
    }

    It 'answers other people while one person is asked' {
        $null = Read-Answer '/get-ask' '*Number?*'
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
        Read-Answer '/cancel' | Should -Be 'Canceled.'
    }

    It 'shows a number as text' {
        Read-Answer '/get-number' | Should -Be '[code]4096[/code]'
    }

    It 'shows one object as names and values, and long output as a file with its first lines' {
        Send-Line '/get-one'
        $card = Wait-Said
        $json = ConvertTo-Json $card.params -Depth 9 -Compress
        $json | Should -BeLike '*"NAME":"Name","VALUE":"only"*'
        $json | Should -Not -BeLike '*`[USER=17`]*'
        $many = Read-Answer '/get-many'
        $many | Should -Match '(?s)^\[code\]line 1\nline 2\n.*line 10\[/code\]\n300 lines\. The file contains all of them\.$'
        $many | Should -Not -BeLike '*line 11*'
        @((Get-Said)[-1].params.FILE_ID).Count | Should -Be 1
    }

    It 'shows help only for functions that the person may run' {
        $help = Read-Answer '/help'
        $help | Should -BeLike '*/get-volume2*Shows volumes.*/restart-thing*Restarts a thing.*'
        $help = Read-Answer '/help get-volume2'
        $help | Should -BeLike '*/get-volume2*Shows volumes.*-Server <String`[`]> (required)  The servers to look at.*-Below*-Detailed*Get-Volume2 srv1 -Below 20*'
        Read-Answer '/help' -UserId 23 | Should -Be 'There are no commands that you can run.'
        Read-Answer '/help get-volume2' -UserId 23 | Should -Be "I don't know the command /get-volume2. Send /help for the list."
    }

    It 'lists and stops running calls' {
        Read-Answer '/jobs' | Should -Be 'Nothing is running.'
        Send-Line '/get-sleeping'
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        do { $jobs = Read-Answer '/jobs' } until ($jobs -match 'get-sleeping  .+  running' -or $limit.Elapsed.TotalSeconds -gt 20)
        $jobs | Should -Match '(\d+)  get-sleeping  .+  running'
        $null = $jobs -match '(\d+)  get-sleeping'
        Read-Answer "/stop $($Matches[1])" -UserId 23 | Should -BeLike 'There is no job*'
        $null = Read-Answer "/stop $($Matches[1])" 'Stopping job*'
        (Wait-Said 'Stopped.').text | Should -Be 'Stopped.'
        Read-Answer '/stop x' | Should -BeLike 'There is no job x*'
    }

    It 'reports an unknown command' {
        Read-Answer '/get-nothing' | Should -Be "I don't know the command /get-nothing. Send /help for the list."
    }

    It 'registers its commands: visible in lower case with the synopsis, hidden in the original spelling' {
        $commands = @(Invoke-PortalControl $portal GET bots | Where-Object id -EQ 456).commands
        $registered = @(Get-PortalRequest $portal 'imbot.v2.Command.register' | ForEach-Object { $_.Json.fields })
        $volume = $registered | Where-Object command -CEQ 'get-volume2'
        $volume.title.en | Should -Be 'Shows volumes.'
        $volume.hidden | Should -BeFalse
        ($registered | Where-Object command -CEQ 'Get-Volume2').hidden | Should -BeTrue
        ($registered | Where-Object command -CEQ 'help').title.ru | Should -Be (-join [char[]] (0x041F, 0x043E, 0x043A, 0x0430, 0x0437, 0x044B, 0x0432, 0x0430, 0x0435, 0x0442, 0x20, 0x0434, 0x043E, 0x0441, 0x0442, 0x0443, 0x043F, 0x043D, 0x044B, 0x0435, 0x20, 0x043A, 0x043E, 0x043C, 0x0430, 0x043D, 0x0434, 0x044B))
    }

    It 'refuses a person without permission once, and runs nothing' {
        Remove-Item $marker -ErrorAction Ignore
        Read-Answer '/restart-thing web' -UserId 23 | Should -Be 'You don''t have permission to run /restart-thing.'
        Send-Line '/restart-thing web' -UserId 23
        Read-Answer '/get-free' -UserId 23 -Like '*permission*' | Should -Be 'You don''t have permission to run /get-free.'
        @(Get-Said 23 | Where-Object text -Like '*restart-thing*').Count | Should -Be 1
        $marker | Should -Not -Exist
    }

    It 'runs nothing from several commands, a quotation, or a forwarded or edited message' {
        Remove-Item $marker -ErrorAction Ignore
        Read-Answer "/get-free`n/set-nothing" | Should -BeLike '*only one command*'
        Read-Answer "/get-free`nplease" | Should -BeLike '*whole message*'
        Send-Line 'see'
        $message = @(Get-PortalMessage $portal '17')[-1]
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
    }
}

Describe 'A bot with functions at its limits' {
    It 'stops a run that takes too long, even if the function does not react' {
        $bot = Start-Bot '-Allow 17 -HandlerTimeout 2 -ThrottleLimit 2'
        try {
            Read-Answer '/get-sleeping' | Should -Match '^The command took too long and was stopped \(reference \w{6}\)\.$'
            Send-Line '/wait-forever'
            Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
            $null = Wait-Said '*took too long*'
        }
        finally {
            Stop-Bot $bot
        }
    }

    It 'tells a person only once about too many commands' {
        $bot = Start-Bot
        try {
            1..80 | ForEach-Object { Add-PortalPost $portal '/get-free' }
            $script:last = 0
            $null = Wait-Said '*too fast*'
            while (Get-WaitingPost $portal) { Wait-PortalRequest $portal 'imbot.v2.Event.get' (@(Get-PortalRequest $portal 'imbot.v2.Event.get').Count + 1) }
            @(Get-Said | Where-Object text -Like '*too fast*').Count | Should -Be 1
            @(Get-Said | Where-Object text -EQ '[code]free[/code]').Count | Should -BeLessOrEqual 60
        }
        finally {
            Stop-Bot $bot
        }
    }
}

Describe 'Bad input' {
    BeforeAll {
        $bot = Start-Bot "-Allow 17, 23 -HandlerTimeout 3"
        function Wait-Idle {
            # Waits until the bot has polled its events twice more.
            $count = @(Get-PortalRequest $portal 'imbot.v2.Event.get').Count
            Wait-PortalRequest $portal 'imbot.v2.Event.get' ($count + 3)
        }
    }

    AfterAll {
        Stop-Bot $bot
    }

    It '<Line> is answered with <Like>' -ForEach @(
        @{ Line = '/restart-thing web -Confirm:0'; Like = '*-Confirm can''t be used*' }
        @{ Line = '/restart-thing web -WhatIf:0'; Like = '*-WhatIf can''t be used*' }
        @{ Line = '/restart-thing web -cf:0'; Like = '*-Confirm can''t be used*' }
        @{ Line = '/get-typed -ov global:x'; Like = '*-OutVariable can''t be used*' }
        @{ Line = '/get-typed --% x'; Like = '*--% can''t be used*' }
        @{ Line = '/get-typed #x'; Like = '*begins with #*' }
        @{ Line = '/get-typed -- -Path'; Like = '*' }
        @{ Line = '/get-typed -Text \\host\share'; Like = '*typed \\host\share*' }
        @{ Line = '/get-typed -Text Env:'; Like = '*typed Env:*' }
        @{ Line = '/get-typed -Text Cert:\x'; Like = '*typed Cert:\x*' }
        @{ Line = "/get-typed -Text '{0} * [a]?'"; Like = '*typed {0} `* `[a`]`?*' }
        @{ Line = '/get-regex'; Like = '*took too long*' }
        @{ Line = '/get-failing'; Like = 'it broke (reference ??????)' }
        @{ Line = '/get-endless'; Like = '*too much output*' }
        @{ Line = '/get-typed -T x -P y'; Like = '*-Path can''t be set*' }
        @{ Line = '/get-volume2 a -D -De'; Like = '*-Detailed is specified twice*' }
        @{ Line = '/get-volume2 a -V'; Like = '*-Verbose can''t be used*' }
        @{ Line = '/get-volume2 a -W'; Like = '*Several parameters begin with -W*' }
        @{ Line = '/get-volume2 a 5 b'; Like = '*Unexpected value: b*' }
        @{ Line = '/get-volume2 a -Below x'; Like = '*Below*x*Nothing was run*' }
        @{ Line = "/get-volume2 it's"; Like = '*quote isn''t closed*' }
        @{ Line = '/get-typed -Text 5 -Out x'; Like = '*-Out can''t be set*' }
        @{ Line = '/get-typed -Script x'; Like = '*-Script can''t be set*' }
        @{ Line = "/get-typed '$('x' * 5000)'"; Like = '*longer than 4,000*' }
        @{ Line = '/get-nothing'; Like = "I don't know*" }
        @{ Line = '/get-free -Nothing'; Like = '*no parameter -Nothing*' }
    ) {
        Read-Answer $Line $Like | Should -BeLike $Like
    }

    It 'survives exit' {
        Send-Line '/get-exit'
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
    }

    It 'ignores an edited and a forwarded command' {
        Remove-Item $marker -ErrorAction Ignore
        $message = Invoke-PortalControl $portal POST messages @{ dialogId = '456'; text = 'hello'; userId = 17 }
        Wait-Idle
        $script:last = [long] (Get-PortalMessage $portal '17' | ForEach-Object id | Measure-Object -Maximum).Maximum
        $null = Invoke-PortalControl $portal POST "messages/$($message.id)/edit" @{ text = '/get-free'; userId = 17 }
        $foreign = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '/get-free'; userId = 17 }
        $null = Invoke-PortalControl $portal POST "messages/$($foreign.id)/forward" @{ userId = 17; dialogId = '456' }
        Wait-Idle
        Get-Said -AfterId $last | Should -BeNullOrEmpty
    }

    It 'accepts no confirmation by other people or after the deadline' {
        Remove-Item $marker -ErrorAction Ignore
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '[USER=456]Docs Bot[/USER] /restart-thing web'; userId = 17 }
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        do { $card = @(Get-PortalMessage $portal 'chat5' | Where-Object { $_.authorId -eq 456 -and $_.text -like 'Run this*' })[0] } until ($card -or $limit.Elapsed.TotalSeconds -gt 20)
        Push-Button $card 'Run' -UserId 23
        Wait-Idle
        $marker | Should -Not -Exist
        Push-Button $card "Don't run"
        do { $text = (Get-PortalMessage $portal 'chat5' | Where-Object id -EQ $card.id).text } until ($text -like 'Not run*' -or $limit.Elapsed.TotalSeconds -gt 40)
        $text | Should -BeLike 'Not run*'
        $null = Get-Failure { Push-Button $card 'Run' }
        $name = @($card.params.KEYBOARD | Where-Object COMMAND -EQ 'b24call')[0].COMMAND_PARAMS
        $name | Should -Match '^[0-9a-f]{32} 0$'
        Add-PortalPost $portal "/b24call $name"
        Wait-Idle
        $marker | Should -Not -Exist
    }

    It 'sends its answer when the portal is back' {
        Add-PortalFault $portal 'status' 'imbot.v2.Chat.Message.send' -Count 6 -Option @{ status = 503 }
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
        @(Get-Said -AfterId $last).Count | Should -Be 1
    }

    It 'answers other people while five questions are open, and asks one person no sixth question' {
        foreach ($line in 1..5) { Add-PortalPost $portal '/get-ask' }
        $null = Wait-Said '*Number?*'
        Wait-Idle
        Read-Answer '/get-ask' '*open commands*' | Should -BeLike 'You have 5 open commands.*'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Read-Answer '/get-free' -UserId 23 -Like '*free*' | Should -Be '[code]free[/code]'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        Read-Answer '/cancel' | Should -Be 'Canceled.'
    }
}

Describe 'Functions with OAuth and pushed events' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        function Get-Free { 'free' }
        function Get-Asked { param([Parameter(Mandatory)] [string] $Name) "asked $Name" }
    }

    It 'work with OAuth' {
        Connect-TestOAuth $portal -NoRepeat
        Set-B24Bot -EventMode fetch
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = '457'; text = '/get-free'; userId = 17 }
        Start-B24Bot -Function Get-Free -Allow 17 -MaxEvents 2 -Interval 1 -Timeout 20
        @(Invoke-PortalControl $portal GET 'chats/17/messages?botId=457' | Where-Object authorId -EQ 457).text | Should -Contain '[code]free[/code]'
    }

    It 'work with pushed events' {
        Connect-TestWebhook $portal -NoRepeat
        $port = Get-FreePort
        Set-B24Bot -EventMode webhook -WebhookUri "http://127.0.0.1:$port/b24/" -WarningAction SilentlyContinue
        $bot = Start-Background "function Get-Asked { param([Parameter(Mandatory)] [string] `$Name) `"asked `$Name`" }; Start-B24Bot -Function Get-Asked -Allow 17 -ListenUri 'http://127.0.0.1:$port/b24/' -Timeout 60"
        try {
            Wait-Port $port $bot
            $script:last = 0
            Add-PortalPost $portal '/get-asked'
            $null = Wait-Said '*Name?*'
            Add-PortalPost $portal 'Anna'
            (Wait-Said '*asked*').text | Should -Be '[code]asked Anna[/code]'
        }
        finally {
            Stop-Bot $bot
        }
    }

    It 'end the questions of runs when the bot stops, and keep the questions before a run' {
        Connect-TestWebhook $portal -NoRepeat
        function Restart-Asked { [CmdletBinding(SupportsShouldProcess)] param([string] $Name) "ran $Name" }
        function Get-Choice { $Host.UI.PromptForChoice('Color', 'Which one?', @('&Red', '&Blue'), 0) }
        Add-PortalPost $portal '/restart-asked web', '/get-choice'
        Start-B24Bot -Function Restart-Asked, Get-Choice -Allow 17 -Interval 1 -Timeout 4
        $said = @(Get-Said)
        @($said | Where-Object text -EQ 'The bot is stopping. Send the command again later.').Count | Should -Be 1
        $card = @($said | Where-Object text -Like 'Run this*')[0]
        Push-Button $card 'Run'
        Start-B24Bot -Function Restart-Asked, Get-Choice -Allow 17 -Interval 1 -Timeout 4
        @(Get-Said).text | Should -Contain '[code]ran web[/code]'
        @(Get-Said | Where-Object { @($_.params.KEYBOARD | Where-Object { $_ }).Count }) | Should -BeNullOrEmpty
        Get-WaitingPost $portal | Should -BeNullOrEmpty
    }

    It 'check permissions on the portal: <Allow>, <UserId> is allowed: <IsAllowed>' -ForEach @(
        @{ Allow = 'Everyone'; UserId = 23; IsAllowed = $true }
        @{ Allow = 'department:1'; UserId = 17; IsAllowed = $true }
        @{ Allow = 'department:99'; UserId = 17; IsAllowed = $false }
        @{ Allow = 'department:1+'; UserId = 17; IsAllowed = $true }
        @{ Allow = 'department:7+'; UserId = 1; IsAllowed = $false }
        @{ Allow = 'chat:chat5'; UserId = 17; IsAllowed = $true }
        @{ Allow = 'owner:chat5'; UserId = 23; IsAllowed = $false }
    ) {
        Connect-TestWebhook $portal -NoRepeat
        Add-PortalPost $portal '/get-free' -UserId $UserId
        Start-B24Bot -Function Get-Free -Allow $Allow -Interval 1 -MaxEvents 2 -Timeout 20 -WarningAction SilentlyContinue
        $expected = if ($IsAllowed) { '[code]free[/code]' } else { 'You don''t have permission to run /get-free.' }
        (Get-Said $UserId).text | Should -Be $expected
    }

    It 'refuse if the portal does not return the permissions' {
        Connect-TestWebhook $portal -NoRepeat
        Add-PortalFault $portal 'status' 'department.get' -Count 9 -Option @{ status = 403; error = 'insufficient_scope' }
        Add-PortalPost $portal '/get-free'
        Start-B24Bot -Function Get-Free -Allow 'department:2+' -Interval 1 -MaxEvents 2 -Timeout 20 -WarningAction SilentlyContinue
        (Get-Said).text | Should -BeLike 'Your permission to run /get-free couldn''t be checked*'
    }
}

Describe 'The list of commands' {
    It 'is synchronized at each start' {
        Reset-TestPortal $portal
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        Connect-TestWebhook $portal -NoRepeat
        $null = Register-B24BotCommand other -Title @{ en = 'Other' }
        function Get-First { <# .SYNOPSIS First. #> 1 }
        function Get-Second { <# .SYNOPSIS Second. #> 2 }
        Start-B24Bot -Function Get-First, Get-Second -Allow 17 -Timeout 1 -Interval 1
        (Get-B24BotCommand | Where-Object BotId -EQ 456).Command | Sort-Object | Should -Be ('/b24call', '/cancel', '/Get-First', '/get-first', '/Get-Second', '/get-second', '/help', '/jobs', '/other', '/stop' | Sort-Object)

        Clear-PortalRequest $portal
        Start-B24Bot -Function Get-First, Get-Second -Allow 17 -Timeout 1 -Interval 1
        @(Get-PortalRequest $portal 'imbot.v2.Command.*' | Where-Object method -NotLike '*list').Count | Should -Be 0

        function Get-First { <# .SYNOPSIS Changed. #> 1 }
        Start-B24Bot -Function Get-First -Allow 17 -Timeout 1 -Interval 1
        (Get-PortalRequest $portal 'imbot.v2.Command.update').Json.fields.title.en | Should -Be 'Changed.'
        @(Get-PortalRequest $portal 'imbot.v2.Command.unregister').Count | Should -Be 2
        (Get-B24BotCommand | Where-Object BotId -EQ 456).Command | Should -Not -Contain '/get-second'
        (Get-B24BotCommand | Where-Object BotId -EQ 456).Command | Should -Contain '/other'
    }
}

Describe 'A bot with script blocks' {
    BeforeEach {
        Reset-TestPortal $portal
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        Connect-TestWebhook $portal -NoRepeat
        Add-PortalPost $portal 'hello'
        $null = Watch-B24BotEvent -MaxEvents 2
    }

    It 'tells people that a handler failed, with the reference number of the error, except with -NoErrorReply' {
        Add-PortalPost $portal 'one'
        Start-B24Bot -MaxEvents 1 -OnMessage { throw 'secret detail' } -ErrorVariable failed -ErrorAction SilentlyContinue
        $said = (Get-Said)[-1].text
        $said | Should -Match '^Something went wrong \(reference (\w{6})\)\.$'
        $null = $said -match 'reference (\w{6})'
        "$failed" | Should -BeLike "*secret detail*$($Matches[1])*"
        $count = @(Get-Said).Count
        Add-PortalPost $portal 'two'
        Start-B24Bot -MaxEvents 1 -OnMessage { throw 'x' } -NoErrorReply -ErrorAction SilentlyContinue
        @(Get-Said).Count | Should -Be $count
    }

    It 'also finds the functions of the script in separate runspaces' {
        function Get-FromScript { "from the script $(Get-Inner)" }
        function Get-Inner { 'and inside' }
        Add-PortalPost $portal 'one'
        Start-B24Bot -MaxEvents 1 -ThrottleLimit 2 -OnMessage { Send-B24BotMessage -Message (Get-FromScript) }
        (Get-Said)[-1].text | Should -Be 'from the script and inside'
    }

    It 'reports an unknown command, except with a handler for it or with -NoErrorReply' {
        Add-PortalPost $portal '/nothing here'
        Start-B24Bot -MaxEvents 1 -OnCommand @{ known = { } }
        (Get-Said)[-1].text | Should -Be "I don't know the command /nothing."
        $count = @(Get-Said).Count
        Add-PortalPost $portal '/nothing', '/nothing', 'text'
        Start-B24Bot -MaxEvents 1 -OnCommand @{ known = { } } -NoErrorReply
        Start-B24Bot -MaxEvents 1 -OnMessage { }
        Start-B24Bot -MaxEvents 1 -OnJoin { }
        @(Get-Said).Count | Should -Be $count
    }
}

Describe 'An invalid configuration of functions' {
    BeforeAll {
        Connect-TestWebhook $portal -NoRepeat
        function Get-Free { 'free' }
        function Test-B24Unfit { param([Parameter(Mandatory)] [scriptblock] $Script) }
    }

    It 'is an error: <Id>' -ForEach @(
        @{ Id = 'AllowMissing'; Option = @{ Function = 'Get-Free' } }
        @{ Id = 'AccessRuleInvalid'; Option = @{ Function = 'Get-Free'; Allow = 'role:admin' } }
        @{ Id = 'AccessRuleInvalid'; Option = @{ Function = 'Get-Free'; Allow = 'chat:5' } }
        @{ Id = 'AccessRuleInvalid'; Option = @{ Function = 'Get-Free'; Allow = 17; FunctionRule = @{ 'Get-Free' = @{ Allow = 'x' } } } }
        @{ Id = 'FunctionNotFound'; Option = @{ Function = 'Get-NotThere'; Allow = 17 } }
        @{ Id = 'FunctionNotFound'; Option = @{ Allow = 17; OnMessage = { } } }
        @{ Id = 'FunctionRefused'; Option = @{ Function = 'Invoke-Expression'; Allow = 17 } }
        @{ Id = 'FunctionRefused'; Option = @{ Function = 'Test-B24Unfit'; Allow = 17 } }
        @{ Id = 'FunctionRefused'; Option = @{ Function = 'Get-Free'; Allow = 17; OnCommand = @{ help = { } } } }
        @{ Id = 'FunctionNotCarried'; Option = @{ Function = 'Get-Free'; Allow = 17; Variable = 'NoSuchVariable' } }
    ) {
        Clear-PortalRequest $portal
        Get-ErrorId (Get-Failure { Start-B24Bot @Option -MaxEvents 1 -ErrorAction Stop }) | Should -Be $Id
        Get-PortalRequest $portal 'imbot.v2.Event.get' | Should -BeNullOrEmpty
    }
}
