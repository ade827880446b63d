# Calls from a chat that wait for people across restarts of the bot: nothing is lost, asked twice, or run twice, and no button is without effect.

BeforeDiscovery {
    # The documented number is 100, which is tested with B24_TEST_FULL=1.
    $open = @{ Count = if ($env:B24_TEST_FULL) { 100 } else { 20 } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    # Each run writes a file of its own: runs of one bot that append to one file at the same time lose lines.
    $marker = Join-Path $TestDrive 'marker'
    $script = Join-Path $TestDrive 'bot.ps1'
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
    $state = $env:BITRIX24_IMBOT_STATE
    $processes = New-Object System.Collections.Generic.List[System.Diagnostics.Process]

    function Set-Bot {
        # The script of the bot for the next starts. Its output goes to a file.
        param([string] $Option = '-Allow 17', [string] $Body = '"restarted $Name"')
        [System.IO.File]::WriteAllText($script, @"
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
function Restart-Thing {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory)] [ValidateSet('web', 'db')] [string] `$Name, [Parameter(Mandatory)] [string] `$Reason)
    if (`$PSCmdlet.ShouldProcess(`$Name, 'Restart')) {
        [System.IO.File]::WriteAllText("`$Marker-`$([guid]::NewGuid())", "`$Name `$Reason")
        $Body
    }
}
function Get-Long { [System.IO.File]::WriteAllText("`$Marker-`$([guid]::NewGuid())", 'long'); Write-Progress -Activity 'Report' -Status 'rows' -PercentComplete 40; while (`$true) { [System.Threading.Thread]::Sleep(20) } }
function Get-Asked { [System.IO.File]::WriteAllText("`$Marker-`$([guid]::NewGuid())", 'asked'); `$choice = `$Host.UI.PromptForChoice('Color', 'Which one?', @('&Red', '&Blue'), 0); "color `$choice" }
function Get-Free { 'free' }
`$Marker = '$marker'
Start-B24Bot -Interval 1 -Function Restart-Thing, Get-Long, Get-Asked, Get-Free -Variable Marker $Option *> '$script.log'
"@)
    }

    function Start-BotProcess {
        $before = @(Get-PortalRequest $portal 'imbot.v2.Event.get').Count
        $process = Start-ChildPowerShell $script
        $processes.Add($process)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Get-PortalRequest $portal 'imbot.v2.Event.get' -Count ($before + 1) -WaitSeconds 1).Count -le $before) {
            if ($process.HasExited -or $limit.Elapsed.TotalSeconds -gt 60) { throw "The bot does not listen. $(Get-BotOutput)" }
        }
        $process
    }

    function Stop-BotProcess {
        param([System.Diagnostics.Process] $Process)
        if ($Process -and -not $Process.HasExited) { $Process.Kill(); $Process.WaitForExit() }
    }

    function Restart-BotProcess {
        # Kills the bot, and returns its next process.
        param([System.Diagnostics.Process] $Process)
        Stop-BotProcess $Process
        Start-BotProcess
    }

    function Get-BotOutput {
        "Log: $(Get-Content "$script.log" -Raw -ErrorAction Ignore)"
    }

    function Get-DeadButton {
        # Messages of the bot that still show buttons.
        param([string[]] $DialogId = @('17', '23', 'chat5'))
        $DialogId | ForEach-Object { Get-Said $_ } | Where-Object { @($_.params.KEYBOARD | Where-Object { $_ }).Count }
    }

    function Get-Marker {
        @(Get-ChildItem "$marker-*" | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) })
    }

    function Get-CallFile {
        @(Get-ChildItem $state -Recurse -Filter '*.json' -ErrorAction Ignore | Where-Object { $_.Directory.Name -eq 'calls' })
    }
}

AfterAll {
    $processes | ForEach-Object { Stop-BotProcess $_ }
    Stop-TestPortal $portal
}

Describe 'A call that waits for people' {
    BeforeEach {
        Reset-TestPortal $portal
        Remove-Item "$marker-*", $state -Recurse -Force -ErrorAction Ignore
        $bot = $null
    }

    AfterEach {
        $processes | ForEach-Object { Stop-BotProcess $_ }
    }

    It 'continues after each kill: asked once, run once, and answered' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing'
        $question = Wait-Said '*Name*'
        Stop-BotProcess $bot

        # The answer arrives while no bot is running.
        Push-Button $question 'db'
        $bot = Start-BotProcess
        $null = Wait-Said '*Reason*'
        $bot = Restart-BotProcess $bot
        Add-PortalPost $portal 'it hangs'
        $card = Wait-Said 'Run this*'
        $bot = Restart-BotProcess $bot
        Push-Button $card 'Run'
        $null = Wait-Said '*restarted db*'
        Get-Marker | Should -Be 'db it hangs'
        Wait-Until { -not (Get-DeadButton) }
        @((Get-Said).text | Where-Object { $_ -like 'Name*' }) | Should -HaveCount 1
        @((Get-Said).text | Where-Object { $_ -like 'Reason*' }) | Should -HaveCount 1
        @((Get-Said).text | Where-Object { $_ -like '*Restart-Thing*' }) | Should -HaveCount 1
        $null = Wait-Until { @(Get-CallFile | Where-Object { (Get-Content $_ -Raw) -notlike '*"stage":"Ended"*' }).Count -eq 0 }
    }

    It 'that was approved and waits for its place when the bot is killed is not asked again' {
        Set-Bot '-Allow 17 -ThrottleLimit 1 -FunctionRule @{ "Get-Free" = @{ Approve = 23 } }'
        $bot = Start-BotProcess
        Add-PortalPost $portal '/get-long'
        $null = Wait-Said '*40 %*'
        Add-PortalPost $portal '/get-free'
        $card = Wait-Said '*Approval needed*' '23'
        Push-Button $card 'Approve' 23
        $null = Wait-Said '*Approved by Ivan*' '23'
        Wait-Until { @(Get-CallFile | ForEach-Object { (Get-Content $_ -Raw | ConvertFrom-Json).cards } | Where-Object { -not $_.isClosed }).Count -eq 0 }
        $bot = Restart-BotProcess $bot
        $null = Wait-Said '*free*'
        @(Get-Said '23') | Should -HaveCount 1
        @((Get-Said).text | Where-Object { $_ -like 'I asked for approval*' }) | Should -HaveCount 1
    }

    It 'keeps its text question before those of other calls, so that the answer goes to the right call' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web'
        $null = Wait-Said '*Reason*'
        Add-PortalPost $portal '/restart-thing db', '/restart-thing db', '/restart-thing db'
        $null = Wait-Until { @(Get-CallFile).Count -eq 4 }
        foreach ($restart in 1..3) {
            $bot = Restart-BotProcess $bot
            Add-PortalPost $portal '/get-free'
            Wait-Until { @((Get-Said).text | Where-Object { $_ -like '*free*' }).Count -eq $restart }
            @((Get-Said).text | Where-Object { $_ -like 'Reason*' }) | Should -HaveCount 1
        }

        Add-PortalPost $portal 'first answer'
        (Wait-Said 'Run this*').text | Should -BeLike '*web*first answer*'
        Wait-Until { @((Get-Said).text | Where-Object { $_ -like 'Reason*' }).Count -eq 2 }
    }

    It 'is stored in files that only their owner can read' {
        Skip-OnWindows
        Skip-WithoutUnixBuild
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web'
        $null = Wait-Said '*Reason*'
        $file = @(Get-CallFile)[0]
        $file.UnixMode | Should -Be '-rw-------'
        (Get-Item -LiteralPath $file.DirectoryName).UnixMode | Should -Be 'drwx------'
    }

    It 'whose file is damaged does not keep the bot from starting, and the file is set aside' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web'
        $null = Wait-Said '*Reason*'
        $file = @(Get-CallFile)[0]
        Stop-BotProcess $bot
        [System.IO.File]::WriteAllText($file.FullName, '{"key":"1","function":"Restart-Thing","stage":"Open","cards":[],"answers":[]}')
        $bot = Start-BotProcess
        $null = Wait-Until { (Get-BotOutput) -match 'is damaged and is skipped.*The call has no event' }
        "$($file.FullName).unreadable" | Should -Exist
        Add-PortalPost $portal '/get-free'
        $null = Wait-Said '*free*'
    }

    It 'that was interrupted is reported with its progress, not run again, and its question loses its buttons' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/get-long'
        $null = Wait-Said '*40 %*'
        Add-PortalPost $portal '/get-asked'
        $null = Wait-Said '*Which one?*'
        $null = Wait-Until { @(Get-CallFile | Where-Object { (Get-Content $_ -Raw) -like '*Report rows 40*' }).Count }
        $bot = Restart-BotProcess $bot
        (Wait-Said '/get-long was interrupted*').text | Should -BeLike "*It won't be run again.*`nLast progress: Report rows 40 %"
        $null = Wait-Said '/get-asked was interrupted*'
        (Wait-Said '*Which one?*Interrupted by a restart*').text | Should -Not -BeNullOrEmpty
        Wait-Until { -not (Get-DeadButton) }
        Get-Marker | Should -HaveCount 2

        # A further start changes nothing.
        $bot = Restart-BotProcess $bot
        Add-PortalPost $portal '/get-free'
        $null = Wait-Said '*free*'
        @((Get-Said).text | Where-Object { $_ -like '*was interrupted*' }) | Should -HaveCount 2
        Get-Marker | Should -HaveCount 2
    }

    It 'is repeated if its rule allows it, but not endlessly' {
        Set-Bot "-Allow 17 -FunctionRule @{ 'Get-Long' = @{ Repeatable = `$true } }"
        $bot = Start-BotProcess
        Add-PortalPost $portal '/get-long'
        foreach ($run in 1..3) {
            Wait-Until { @(Get-Marker).Count -eq $run }
            $bot = Restart-BotProcess $bot
        }

        $null = Wait-Said '*It won''t be run again.*'
        @((Get-Said).text | Where-Object { $_ -like '*It is being run again.*' }) | Should -HaveCount 2
        Get-Marker | Should -HaveCount 3
    }

    It 'that was cancelled does not return, and stores no texts' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web -Reason "a private word"'
        $card = Wait-Said 'Run this*'
        $bot = Restart-BotProcess $bot
        Add-PortalPost $portal '/cancel'
        $null = Wait-Said 'Canceled.'
        $bot = Restart-BotProcess $bot
        Wait-Until { -not (Get-DeadButton) }
        { Push-Button $card 'Run' } | Should -Throw
        $null = Wait-Until { -not @(Get-CallFile | ForEach-Object { Get-Content $_ -Raw } | Where-Object { $_ -like '*"cards":[[]{*' }).Count }
        Get-CallFile | ForEach-Object { Get-Content $_ -Raw } | Should -Not -BeLike '*a private word*' -Because 'the call has ended, and its card is closed'
        @((Get-Said).text | Where-Object { $_ -eq 'Canceled.' }) | Should -HaveCount 1
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'expires when its function has changed' {
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web -Reason x'
        $card = Wait-Said 'Run this*'
        Stop-BotProcess $bot
        Set-Bot -Body '"something else"'
        $bot = Start-BotProcess
        $null = Wait-Said '/restart-thing has changed*'
        Wait-Until { -not (Get-DeadButton) }
        { Push-Button $card 'Run' } | Should -Throw
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'stays open when the bot is asked to end, which takes less than two seconds with <Count> of them' -ForEach @($open) {
        Skip-OnWindows
        Skip-WithoutUnixBuild
        Set-Bot '-Allow Everyone'
        $bot = Start-BotProcess
        foreach ($person in 1..($Count / 5)) {
            $user = Invoke-PortalControl $portal POST users @{ firstName = "Person$person" }
            1..5 | ForEach-Object { $null = Invoke-PortalControl $portal POST messages @{ dialogId = '456'; text = "/restart-thing web -Reason $_"; userId = $user.id } }
        }

        $null = Wait-Until { @(Get-CallFile | Where-Object { (Get-Content $_ -Raw) -match '"step":"confirm".*"messageId":\d' }).Count -eq $Count } -Seconds 120
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & kill -TERM $bot.Id
        $bot.WaitForExit(20000) | Should -BeTrue
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
        $open = @(Get-CallFile | ForEach-Object { (Get-Content $_ -Raw | ConvertFrom-Json).cards[0] })
        @(Get-DeadButton @($open.dialogId | Sort-Object -Unique)) | Should -HaveCount $Count
        $bot = Start-BotProcess
        foreach ($card in $open) { $null = Invoke-PortalControl $portal POST "messages/$($card.messageId)/press" @{ text = 'Run'; userId = $card.userIds[0] } }
        Wait-Until { @(Get-Marker).Count -eq $Count } -Seconds 120
    }

    It 'stays open at <_>, which ends the bot in less than two seconds' -ForEach 'INT', 'HUP' {
        Skip-OnWindows
        Skip-WithoutUnixBuild
        Set-Bot
        $bot = Start-BotProcess
        Add-PortalPost $portal '/restart-thing web -Reason x'
        $card = Wait-Said 'Run this*'
        $null = Wait-Until { (Get-CallFile | ForEach-Object { Get-Content $_ -Raw }) -match '"messageId":\d' }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & kill "-$_" $bot.Id
        $bot.WaitForExit(20000) | Should -BeTrue
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
        $bot = Start-BotProcess
        Push-Button $card 'Run'
        $null = Wait-Said '*restarted web*'
        Get-Marker | Should -HaveCount 1
    }
}

Describe 'A call that other people approve' {
    BeforeAll {
        # Anna is 17, Ivan is 23; the others are made here.
        Reset-TestPortal $portal
        Remove-Item $state -Recurse -Force -ErrorAction Ignore
        $third = (Invoke-PortalControl $portal POST users @{ firstName = 'Olga'; lastName = 'Third' }).id
        $fourth = (Invoke-PortalControl $portal POST users @{ firstName = 'Pavel'; lastName = 'Fourth' }).id
        Invoke-PortalControl $portal POST users/23/departments @{ departmentIds = @(7) }
        Set-Bot ('-Allow 17, 23 -FunctionRule @{{ "Restart-Thing" = @{{ Approve = 17, 23, {0}; Approvals = 2; Confirm = $false; Preview = $true }}; ' -f $third +
            '"Get-Free" = @{ Approve = "chat:chat5" }; "Get-Asked" = @{ Approve = 17; Allow = 17 }; "Get-Long" = @{ Approve = "department:7" } }')
        $bot = Start-BotProcess
    }

    BeforeEach {
        Remove-Item "$marker-*" -ErrorAction Ignore
        $last = [long] (@('17', '23', 'chat5', "$third") | ForEach-Object { Get-PortalMessage $portal $_ } | ForEach-Object id | Measure-Object -Maximum).Maximum
    }

    It 'runs when two of three agree, even after a restart; the cards show who, what, the deadline, and the result' {
        Add-PortalPost $portal '/restart-thing web -Reason "it hangs"'
        $mine = Wait-Said '*Approval needed*' '23'
        $other = Wait-Said '*Approval needed*' "$third"
        $mine.text | Should -BeLike "*Anna*(user 17) wants to run:*Restart-Thing*web*it hangs*What if*Restart*2 people must approve.*Decide by 20*"
        (Get-Said '17' -AfterId $last).text | Should -Not -BeLike '*Approval needed*'
        (Wait-Said 'I asked for approval*').text | Should -BeLike '*The deadline is*'
        Push-Button $mine 'Approve' 23
        Push-Button $mine 'Approve' 23
        $null = Wait-Until { (Get-Said "$third" | Where-Object id -EQ $other.id).text -like '*Approved so far: Ivan*' }
        Get-Marker | Should -BeNullOrEmpty
        $processes | ForEach-Object { Stop-BotProcess $_ }
        $script:bot = Start-BotProcess
        Push-Button $other 'Approve' $third
        $null = Wait-Said '*restarted web*'
        Get-Marker | Should -Be 'web it hangs'
        $null = Wait-Until { -not (Get-DeadButton @('17', '23', "$third")) }
        (Get-Said '23' | Where-Object id -EQ $mine.id).text | Should -BeLike '*Approved by Ivan*, Olga Third.*Restart-Thing*'
        @(Get-Said '23' -AfterId $last | Where-Object text -Like '*Restart-Thing*') | Should -HaveCount 1
    }

    It 'does not run when one person refuses, and the caller is told who refused' {
        Add-PortalPost $portal '/restart-thing web -Reason x'
        $card = Wait-Said '*Approval needed*' '23'
        Push-Button $card 'Refuse' 23
        (Wait-Said 'Refused by Ivan*').text | Should -BeLike '*Nothing was run.'
        $null = Wait-Until { -not (Get-DeadButton @('17', '23', "$third")) }
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'can be approved by a member of the chat, but not by its caller or by other people' {
        Add-PortalPost $portal '/get-free'
        $card = Wait-Said '*Approval needed*' 'chat5'
        Push-Button $card 'Approve' 17
        $null = Wait-Said '*another person must approve /get-free*' 'chat5'
        Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $fourth }
        Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = $fourth }
        $null = Get-Failure { Push-Button $card 'Approve' $fourth }
        Push-Button $card 'Approve' 23
        $null = Wait-Said '*free*' '17'
        $null = Wait-Until { (Get-Said 'chat5' | Where-Object id -EQ $card.id).text -like '*Approved by Ivan*' }
    }

    It 'does not run when a person who approved then refuses' {
        Add-PortalPost $portal '/restart-thing web -Reason "second thoughts"'
        $card = Wait-Said '*Approval needed*' '23'
        $other = Wait-Said '*Approval needed*' "$third"
        Push-Button $other 'Approve' $third
        $null = Wait-Until { (Get-Said '23' | Where-Object id -EQ $card.id).text -like '*Approved so far: Olga Third*' }
        Push-Button $other 'Refuse' $third
        $null = Wait-Said 'Refused by Olga Third*'
        $null = Wait-Until { -not (Get-DeadButton @('17', '23', "$third")) }
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'is refused immediately if only its caller could approve it' {
        Add-PortalPost $portal '/get-asked'
        $null = Wait-Said 'Another person must approve this*'
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'asks the people of a department, and is withdrawn by /cancel' {
        Add-PortalPost $portal '/get-long'
        $card = Wait-Said '*Approval needed*' '23'
        Add-PortalPost $portal '/jobs'
        $null = Wait-Said '*Get-Long*waiting for approval*'
        Add-PortalPost $portal '/cancel'
        $null = Wait-Until { (Get-Said '23' | Where-Object id -EQ $card.id).text -like '*Withdrawn*' }
        $null = Wait-Until { -not (Get-DeadButton) }
        Get-Marker | Should -BeNullOrEmpty
    }

    It 'is recorded with its approvers' {
        $entries = @(Get-ChildItem $state -Recurse -Filter audit.jsonl | Get-Content | ConvertFrom-Json)
        @($entries | Where-Object { $_.kind -eq 'approval' -and $_.decision -eq 'refused' -and $_.by -eq 23 }) | Should -HaveCount 1
        @($entries | Where-Object { $_.kind -eq 'start' -and $_.command -eq 'Restart-Thing' })[0].approvers | Should -Be 23, $third
    }
}
