# The output of functions in a chat: when it appears, its form, and its language. Also the output for the person who starts the bot.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
    $gate = Join-Path $TestDrive 'go'

    # A module with help in two languages.
    $module = Join-Path $TestDrive 'OpsTools'
    $null = New-Item -ItemType Directory -Path $module, (Join-Path $module 'ru-RU'), (Join-Path $module 'en-US'), (Join-Path $module 'zz-notaculture')
    Set-Content -LiteralPath (Join-Path $module 'OpsTools.psm1') -Value 'function Get-Load { [CmdletBinding()] param() 1 }' -Encoding UTF8
    $russian = -join [char[]](0x041D, 0x0430, 0x0433, 0x0440, 0x0443, 0x0437, 0x043A, 0x0430)
    foreach ($help in @{ Culture = 'en-US'; Text = 'Shows the load.' }, @{ Culture = 'ru-RU'; Text = $russian }) {
        $xml = '<?xml version="1.0" encoding="utf-8"?><helpItems xmlns="http://msh" schema="maml"><command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10"><command:details><command:name>Get-Load</command:name><maml:description><maml:para>{0}</maml:para></maml:description></command:details></command:command></helpItems>'
        [System.IO.File]::WriteAllText((Join-Path $module "$($help.Culture)/OpsTools-help.xml"), ($xml -f $help.Text))
    }

    Reset-TestPortal $portal
    $bot = Start-ListeningBot @"
        Import-Module '$module/OpsTools.psm1'
        function Get-Slowly { [CmdletBinding()] param([string] `$What)
            switch (`$What) { text { 'early' } number { 5 } object { [pscustomobject]@{ Server = 'srv1'; State = 'up'; Load = 3 } } list { Get-Process -Id `$PID } }
            while (-not (Test-Path '$gate')) { [System.Threading.Thread]::Sleep(20) }
            'late'
        }
        function Get-Pairs { 1..3 | ForEach-Object { [pscustomobject]@{ Name = "row`$_"; Note = '[b]bold[/b]' } } }
        function Get-Wide { 1..3 | ForEach-Object { [pscustomobject]@{ Name = "row`$_"; Size = `$_; State = 'up' } } }
        function Get-Mixed { [pscustomobject]@{ Name = 'a'; Size = 1 }; 'text' }
        function Set-Quiet { [CmdletBinding(SupportsShouldProcess)] param() 'quiet' }
        Start-B24Bot -Interval 1 -Allow 17, 'department:7+', 'chat:chat5' -Function Get-Slowly, Get-Pairs, Get-Wide, Get-Mixed, Set-Quiet, Get-Load -FunctionRule @{ 'Set-Quiet' = @{ Confirm = `$false; Allow = 'Everyone' } }
"@
}

AfterAll {
    Stop-Bot $bot
    Stop-TestPortal $portal
}

Describe 'The output of functions in a chat' {
    BeforeEach {
        Remove-Item $gate -ErrorAction Ignore
    }

    It 'arrives during the run: <What>' -ForEach @(
        @{ What = 'text'; Like = '`[code`]early`[/code`]' }
        @{ What = 'number'; Like = '`[code`]5`[/code`]' }
    ) {
        Send-Line "/get-slowly $What"
        $null = Wait-Said $Like
        $null = New-Item -ItemType File $gate
        $null = Wait-Said '*late*'
    }

    It 'arrives during the run: an object' {
        Send-Line '/get-slowly object'
        $card = Wait-Said
        ConvertTo-Json $card.params -Depth 9 -Compress | Should -BeLike '*"NAME":"Server","VALUE":"srv1"*'
        $null = New-Item -ItemType File $gate
        $null = Wait-Said '*late*'
    }

    It 'waits for the function if only its runspace can format it' {
        Send-Line '/get-slowly list'

        # Meanwhile, another person calls a function and gets its output.
        Add-PortalPost $portal '/set-quiet' -UserId 23
        $null = Wait-Said '*quiet*' 23
        Get-Said -AfterId $last | Should -BeNullOrEmpty
        $null = New-Item -ItemType File $gate
        $null = Wait-Said "*$PID*"
        $null = Wait-Said '*late*'
    }

    It 'is a grid if a table has two columns' {
        Send-Line '/get-pairs'
        $card = Wait-Said
        $card.text | Should -BeNullOrEmpty
        $json = (ConvertTo-Json $card.params -Depth 9 -Compress).Replace([string] [char] 0x200B, '')
        $json | Should -BeLike '*"NAME":"Name","VALUE":"`[b`]Note`[/b`]"*"NAME":"row1"*"NAME":"row3"*'

        # Codes in the output are escaped.
        (ConvertTo-Json $card.params -Depth 9 -Compress) | Should -Not -BeLike '*`[b`]bold*'
    }

    It 'is PowerShell''s own table for more columns, or for different objects' {
        Send-Line '/get-wide'
        (Wait-Said).text | Should -Match '(?s)^\[code\]Name +Size +State\n-+ +-+ +-+\nrow1 +1 +up\nrow2'
        Send-Line '/get-mixed'
        (Wait-Said).text | Should -Match '(?s)Name +Size.*a +1.*text'
    }
}

Describe 'A bot with functions' {
    It 'lists its commands and their people at the start' {
        $shown = @(Get-Stream Information | ForEach-Object { "$_" })
        $offer = (@('load', 'mixed', 'pairs', 'slowly', 'wide' | ForEach-Object { "/get-$_ (17, department:7+, chat:chat5)" }) -join ', ') + ', /set-quiet (Everyone, without confirmation)'
        $shown | Should -Be "Chat commands of bot Docs Bot (456): $offer."
    }

    It 'has titles in each language of the help' {
        $load = Get-PortalRequest $portal 'imbot.v2.Command.register' | ForEach-Object { $_.Json.fields } | Where-Object command -EQ 'get-load'
        $load.title.en | Should -Be 'Shows the load.'
        $load.title.ru | Should -Be $russian
    }
}
