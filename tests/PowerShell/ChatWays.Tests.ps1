# Functions as chat commands with both kinds of authorization, and two bots in two processes: one with a webhook and fetched events, one with OAuth and
# pushed events. They share the state folder, like two bots of one account.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $state = Join-Path $TestDrive 'state'
    $port = Get-FreePort
    $functions = @'
$ErrorActionPreference = 'Stop'
function Get-Place { [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name) Write-Progress -Activity Looking -Status $Name; "$Name in the $Place" }
function Restart-Place { [CmdletBinding(SupportsShouldProcess)] param([ValidateSet('web', 'db')] [string] $Name = 'web') "restarted $Name in the $Place" }
function Get-Log { 1..100 | ForEach-Object { "entry $_" } }
'@

    function Start-BotProcess {
        # Starts a bot in a separate PowerShell process. Its output goes to files, which a failed test shows.
        param([string] $Name, [string] $Script)
        $path = Join-Path $TestDrive "$Name.ps1"
        Set-Content -LiteralPath $path -Value "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$modulePath'; `$Place = '$Name'; $functions`n$Script"
        $program = New-PowerShellStart "-File ""$path"""
        $start = @{
            FilePath               = $program.FileName
            ArgumentList           = $program.Arguments
            RedirectStandardOutput = Join-Path $TestDrive "$Name.out"
            RedirectStandardError  = Join-Path $TestDrive "$Name.err"
        }
        $old = $env:BITRIX24_IMBOT_STATE
        $env:BITRIX24_IMBOT_STATE = $state
        try { $process = Start-Process @start -PassThru } finally { $env:BITRIX24_IMBOT_STATE = $old }
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ("$(Get-Content (Join-Path $TestDrive "$Name.out") -ErrorAction SilentlyContinue)" -notlike '*Chat commands of bot*') {
            if ($process.HasExited -or $limit.Elapsed.TotalSeconds -gt 60) { throw "The bot did not start. $(Get-Written $Name)" }
            Start-Sleep -Milliseconds 50
        }

        $process
    }

    function Get-Written {
        param([string] $Name)
        "It wrote: $(Get-Content (Join-Path $TestDrive "$Name.out")) $(Get-Content (Join-Path $TestDrive "$Name.err"))"
    }

    function Send-Line {
        # Anna writes to a bot. Returns the ID of her message.
        param([int] $BotId, [string] $Text)
        (Invoke-PortalControl $portal POST messages @{ dialogId = "$BotId"; text = $Text; userId = 17 }).id
    }

    function Wait-Said {
        # Waits for a message of a bot that matches, after a message ID.
        param([int] $BotId, [long] $After, [string] $Like)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        $said = @()
        while ($limit.Elapsed.TotalSeconds -lt 40) {
            $said = @(Invoke-PortalControl $portal GET "chats/17/messages?botId=$BotId&authorId=$BotId&afterId=$After&count=$($said.Count + 1)&waitSeconds=1")
            $found = @($said | Where-Object { $_.text.Replace([string] [char] 0x200B, '') -like $Like })
            if ($found.Count) { return $found[0] }
        }

        throw "Bot $BotId did not say '$Like', but: $($said.text -join ' || '). $(Get-Written first) $(Get-Written second)"
    }

    $bots = @(
        Start-BotProcess first @"
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
Start-B24Bot -Function Get-Place, Restart-Place, Get-Log -Variable Place -Allow Everyone -Interval 1
"@
        Start-BotProcess second @"
Connect-B24OAuth -Domain '$($portal.domain)' -ClientId '$($portal.clientId)' -ClientSecret '$($portal.clientSecret)' -AccessToken '$($portal.accessToken)' -RefreshToken '$($portal.refreshToken)' -Scope $(@($portal.scope | ForEach-Object { "'$_'" }) -join ', ') -AuthorizationServer '$($portal.authorizationServer)' -BotId 457
Set-B24Bot -EventMode webhook -WebhookUri 'http://127.0.0.1:$port/b24/' -WarningAction SilentlyContinue
Start-B24Bot -Function Get-Place, Restart-Place, Get-Log -Variable Place -Allow Everyone -ListenUri 'http://127.0.0.1:$port/b24/' -ApplicationToken '$($portal.applicationToken)'
"@
    )

    # A portal does not repeat events that it posted before the bot was listening.
    Wait-Port $port
}

AfterAll {
    foreach ($process in $bots) {
        if (-not $process.HasExited) { $process.Kill(); $null = $process.WaitForExit(10000) }
        $process.Dispose()
    }

    Stop-TestPortal $portal
}

Describe 'Two bots with functions in two processes: the <Place> bot' -ForEach @(
    @{ BotId = 456; Place = 'first' }
    @{ BotId = 457; Place = 'second' }
) {
    It 'asks for a value, shows progress, and runs' {
        $id = Send-Line $BotId '/get-place'
        $question = Wait-Said $BotId $id 'Name?*'
        $null = Send-Line $BotId 'hall'
        (Wait-Said $BotId $question.id '*hall in the*').text | Should -Be "[code]hall in the $Place[/code]"
        Wait-Said $BotId $question.id '*Looking*' | Should -Not -BeNullOrEmpty
    }

    It 'asks before it changes something, and runs when the button is pressed' {
        $id = Send-Line $BotId '/restart-place db'
        $card = Wait-Said $BotId $id 'Run this*'
        $null = Invoke-PortalControl $portal POST "messages/$($card.id)/press" @{ text = 'Run'; userId = 17 }
        (Wait-Said $BotId $card.id '*restarted*').text | Should -Be "[code]restarted db in the $Place[/code]"
    }

    It 'sends long output as a file, and reports errors' {
        $id = Send-Line $BotId '/get-log'
        (Wait-Said $BotId $id '*100 lines*').params.FILE_ID | Should -Not -BeNullOrEmpty
        $id = Send-Line $BotId '/restart-place nothing'
        Wait-Said $BotId $id '*Nothing was run*' | Should -Not -BeNullOrEmpty
    }

    It 'asks many people at once, and each of them answers' {
        $people = @(1..20 | ForEach-Object { (Invoke-PortalControl $portal POST users @{ firstName = "Person$_"; lastName = $Place }).id })
        foreach ($person in $people) { $null = Invoke-PortalControl $portal POST messages @{ dialogId = "$BotId"; text = '/get-place'; userId = $person } }
        foreach ($person in $people) {
            $said = @(Invoke-PortalControl $portal GET "chats/$person/messages?botId=$BotId&authorId=$BotId&count=1&waitSeconds=30")
            $said[0].text | Should -BeLike 'Name?*' -Because "$person was asked. $(Get-Written $Place)"
            $null = Invoke-PortalControl $portal POST messages @{ dialogId = "$BotId"; text = "at $person"; userId = $person }
        }
        foreach ($person in $people) {
            $said = @(Invoke-PortalControl $portal GET "chats/$person/messages?botId=$BotId&authorId=$BotId&count=3&waitSeconds=30")
            $said.text | Should -Contain "[code]at $person in the $Place[/code]" -Because (Get-Written $Place)
        }
    }

    It 'shows help' {
        $id = Send-Line $BotId '/help'
        (Wait-Said $BotId $id 'You can run:*').text | Should -BeLike '*/get-place*/restart-place*'
    }
}

Describe 'Two bots with functions in two processes' {
    It 'ask the same person at the same time, and each gets its own answer' {
        $id = Send-Line 456 '/get-place'
        $null = Send-Line 457 '/get-place'
        $null = Wait-Said 456 $id 'Name?*'
        $null = Wait-Said 457 $id 'Name?*'
        $null = Send-Line 457 'roof'
        $null = Send-Line 456 'cellar'
        (Wait-Said 456 $id '*cellar in*').text | Should -Be '[code]cellar in the first[/code]'
        (Wait-Said 457 $id '*roof in*').text | Should -Be '[code]roof in the second[/code]'
    }
}
