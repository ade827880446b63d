# Functions as chat commands, end to end: people write to a bot of the emulator and read what it says.

BeforeAll {
    . $PSScriptRoot/Common.ps1
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
        $shell = [powershell]::Create()
        $null = $shell.AddScript(@"
            `$ErrorActionPreference = 'Continue'
            Import-Module '$modulePath'
            Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
            $function
            `$Marker = '$marker'
            `$null = Watch-B24BotEvent -MaxEvents 4
            Start-B24Bot -Interval 1 -Function (Get-Command -CommandType Function | Where-Object { `$_.ScriptBlock.File -eq `$null -and `$_.Module -eq `$null -and `$_.Name -in @([regex]::Matches('$($function -replace "'", "''")', '(?m)^function ([\w-]+)') | ForEach-Object { `$_.Groups[1].Value }) }) -Variable Marker $Option $Handler
"@)
        $bot = [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Get-PortalRequest $portal 'imbot.v2.Event.get').Count -lt 3 -and $limit.Elapsed.TotalSeconds -lt 40) {
            if ($bot.Running.IsCompleted) { $null = $shell.EndInvoke($bot.Running); throw "The bot ended: $($shell.Streams.Error)" }
            Start-Sleep -Milliseconds 20
        }
        $bot
    }

    function Stop-Bot {
        param($Bot)
        $null = $Bot.Shell.BeginStop($null, $null)
        $null = $Bot.Running.AsyncWaitHandle.WaitOne(20000)
        $Bot.Shell.Dispose()
    }

    function Get-Stream {
        # What the bot wrote so far. A stream that is open makes whoever lists it wait.
        param([string] $Name)
        $stream = $bot.Shell.Streams.$Name
        for ($index = 0; $index -lt $stream.Count; $index++) { "$($stream[$index])" }
    }

    function Get-Said {
        # The bot's messages to somebody, less those that were there before.
        param([int] $UserId = 17)
        @(Get-PortalMessage $portal "$UserId" | Where-Object authorId -EQ 456)
    }

    function Wait-Said {
        # The next message of the bot that is like this, newer than the last thing the person did.
        param([string] $Like = '*', [int] $UserId = 17, [int] $Seconds = 30)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ($limit.Elapsed.TotalSeconds -lt $Seconds) {
            $found = @(Get-Said $UserId | Where-Object { $_.id -gt $script:last -and $_.text.Replace([string] [char] 0x200B, '') -like $Like })
            if ($found.Count) {
                return $found[0]
            }

            Start-Sleep -Milliseconds 30
        }

        throw "Nobody said '$Like'. Said: $((Get-Said $UserId | Where-Object { $_.id -gt $script:last } | ForEach-Object text) -join ' || ') Errors: $((Get-Stream Error) -join ' || ') $((Get-Stream Warning) -join ' || ')"
    }

    function Send-Line {
        param([string] $Text, [int] $UserId = 17)
        $script:last = [long] (@(Get-PortalMessage $portal "$UserId") | ForEach-Object id | Measure-Object -Maximum).Maximum
        Add-PortalPost $portal $Text -UserId $UserId
    }

    function Read-Answer {
        # Somebody writes a line and reads what comes.
        param([string] $Text, [string] $Like = '*', [int] $UserId = 17)
        Send-Line $Text $UserId
        (Wait-Said $Like $UserId).text.Replace([string] [char] 0x200B, '')
    }

    function Push-Button {
        param($Question, [string] $Text, [int] $UserId = 17)
        $null = Invoke-PortalControl $portal POST "messages/$($Question.id)/press" @{ text = $Text; userId = $UserId }
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A bot of functions' {
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

    It 'takes helper functions and variables along' {
        Read-Answer '/get-free' | Should -Be '[code]free[/code]'
    }

    It 'says what is wrong with a value, and runs nothing' {
        Read-Answer '/get-volume2 srv1 -Below 500' | Should -BeLike '*Below*500*Nothing was run*'
        Read-Answer '/get-volume2 $(Get-Date)' | Should -BeLike '*character $*^*Nothing was run*'
        Read-Answer '/get-volume2 a -Nothing' | Should -BeLike '*no parameter -Nothing*'
        Read-Answer '/get-typed -Out /tmp/x' | Should -BeLike '*-Out cannot be set*'
        Read-Answer '/get-typed -Path /tmp/x' | Should -BeLike '*-Path cannot be set*'
        Read-Answer '/restart-thing web -Confirm:0' | Should -BeLike '*-Confirm cannot be used*'
    }

    It 'asks for what is missing, once more for a value that cannot be used, and for choices with buttons' {
        Read-Answer '/get-volume2' '*Which servers*' | Should -BeLike '*commas*/cancel*'
        Read-Answer 'srv7 srv8' | Should -Be '[code]srv7|srv8 50 False[/code]'
        $null = Read-Answer '/get-ask' '*Number?*'
        $null = Read-Answer '50' '*Try once more*'
        $question = Wait-Said '*Number?*'
        $script:last = $question.id
        Add-PortalPost $portal '5'
        $question = Wait-Said '*Day?*'
        Push-Button $question 'Friday'
        (Wait-Said '*5 Friday*').text | Should -Be '[code]5 Friday[/code]'
        @((Get-Said | Where-Object id -EQ $question.id).params.KEYBOARD | Where-Object { $_ }) | Should -BeNullOrEmpty
    }

    It 'gives up after a second value that cannot be used' {
        $null = Read-Answer '/get-ask -Day Monday' '*Number?*'
        $null = Read-Answer 'x' '*Try once more*'
        $null = Wait-Said '*Number?*'
        Read-Answer 'y' | Should -BeLike '*Nothing was run*'
    }

    It 'cancels a question' {
        $null = Read-Answer '/get-ask' '*Number?*'
        Read-Answer '/cancel' | Should -Be 'Cancelled.'
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

    It 'asks with buttons and in words inside a run' {
        $null = Read-Answer '/get-answer2' '*Your name*'
        Send-Line 'Anna'
        $question = Wait-Said '*Which one*'
        Push-Button $question 'Blue'
        (Wait-Said '*Anna 1*').text | Should -Be '[code]Anna 1[/code]'
    }

    It 'shows progress in one message' {
        Send-Line '/get-slow'
        $null = Wait-Said '*slow done*'
        $progress = @(Get-Said | Where-Object { $_.id -gt $script:last -and $_.text -like '*Report*' })
        $progress.Count | Should -Be 1
        $progress[0].text | Should -BeLike '*part 3 90 %*'
    }

    It 'shows lines and warnings, and lets nothing in them act' {
        Send-Line '/write-lines'
        $said = (Wait-Said '*a line*').text
        $said.Replace([string] [char] 0x200B, '') | Should -Be "a line`nWarning: watch out`n[b]not bold[/b]"
        $said | Should -Not -BeLike '*`[b`]*'
        (Wait-Said '*is text*').text | Should -Match '^\[code\]\u200B/help is text'
    }

    It 'tells an error with a reference number that is in the log' {
        $answer = Read-Answer '/get-failing'
        $answer | Should -Match '^it broke \(reference (\w{6})\)$'
        $null = $answer -match 'reference (\w{6})'
        "$(Get-Stream Error)" | Should -BeLike "*it broke*Get-Failing*$($Matches[1])*"
        Send-Line '/write-failing'
        (Wait-Said '*reference*').text | Should -Match '^one 1 more errors. \(reference \w{6}\)$'
        (Wait-Said '*went on*').text | Should -Be '[code]went on[/code]'
    }

    It 'never asks for a password, has no nested prompt, and outlives exit' {
        Read-Answer '/get-secret2' | Should -BeLike '*Passwords are never asked for in a chat*'
        Read-Answer '/get-nested' | Should -BeLike '*reference*'
        Send-Line '/get-exit'
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
    }

    It 'reacts with a check mark where there is nothing to say' {
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

    It 'answers others while somebody is asked' {
        $null = Read-Answer '/get-ask' '*Number?*'
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
        Read-Answer '/cancel' | Should -Be 'Cancelled.'
    }

    It 'refuses who may not, once, and runs nothing' {
        Remove-Item $marker -ErrorAction Ignore
        Read-Answer '/restart-thing web' -UserId 23 | Should -Be 'You may not run /restart-thing.'
        Send-Line '/restart-thing web' -UserId 23
        Read-Answer '/get-free' -UserId 23 -Like '*may not*' | Should -Be 'You may not run /get-free.'
        @(Get-Said 23 | Where-Object text -Like '*restart-thing*').Count | Should -Be 1
        $marker | Should -Not -Exist
    }

    It 'runs nothing of several commands, of a quotation, and of a forwarded or edited message' {
        Remove-Item $marker -ErrorAction Ignore
        Read-Answer "/get-free`n/set-nothing" | Should -BeLike '*only one command*'
        Read-Answer "/get-free`nplease" | Should -BeLike '*whole message*'
        Send-Line 'see'
        $message = @(Get-PortalMessage $portal '17')[-1]
        Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
    }
}

Describe 'A bot of functions at its limits' {
    It 'stops a run that takes too long, and one that does not stop' {
        $bot = Start-Bot '-Allow 17 -HandlerTimeout 2 -ThrottleLimit 2'
        try {
            Read-Answer '/get-sleeping' | Should -Match '^It took too long and was stopped. \(reference \w{6}\)$'
            Send-Line '/wait-forever'
            Read-Answer '/get-free' '*free*' | Should -Be '[code]free[/code]'
            $null = Wait-Said '*took too long*'
        }
        finally {
            Stop-Bot $bot
        }
    }

    It 'tells somebody who sends too many commands once' {
        $bot = Start-Bot
        try {
            1..80 | ForEach-Object { Add-PortalPost $portal '/get-free' }
            $script:last = 0
            $null = Wait-Said '*too fast*'
            Start-Sleep -Milliseconds 500
            @(Get-Said | Where-Object text -Like '*too fast*').Count | Should -Be 1
            @(Get-Said | Where-Object text -EQ '[code]free[/code]').Count | Should -BeLessOrEqual 60
        }
        finally {
            Stop-Bot $bot
        }
    }
}

Describe 'What is wrong when a bot of functions starts' {
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
        @{ Id = 'FunctionNotCarried'; Option = @{ Function = 'Get-Free'; Allow = 17; Variable = 'NoSuchVariable' } }
    ) {
        Clear-PortalRequest $portal
        Get-ErrorId (Get-Failure { Start-B24Bot @Option -MaxEvents 1 -ErrorAction Stop }) | Should -Be $Id
        Get-PortalRequest $portal 'imbot.v2.Event.get' | Should -BeNullOrEmpty
    }
}
