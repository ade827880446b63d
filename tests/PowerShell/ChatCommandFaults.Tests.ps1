# Functions as chat commands when people and portals misbehave. docs/chat-commands-reference.md, "Unusual input and situations", has a row for each.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $marker = Join-Path $TestDrive 'marker.txt'
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'

    function Start-Bot {
        # A bot in another runspace of this process.
        param([string] $Option = '-Allow 17')
        Reset-TestPortal $portal
        Remove-Item $marker -ErrorAction Ignore
        Start-ListeningBot -ConnectOption '-MaximumRetryCount 0' @"
            function Restart-Thing {
                [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
                param([Parameter(Mandatory)] [ValidateSet('web', 'db')] [string] `$Name)
                Add-Content -LiteralPath `$Marker -Value `$Name
                "restarted `$Name"
            }
            function Get-Free { 'free' }
            function Get-Name { "hello `$(Read-Host 'Your name')" }
            function Get-Report { 'first'; while (-not (Test-Path "`$Marker.go")) { [System.Threading.Thread]::Sleep(20) }; 'second'; Add-Content -LiteralPath `$Marker -Value 'reported' }
            `$Marker = '$marker'
            Start-B24Bot -Interval 1 -Function Restart-Thing, Get-Free, Get-Name, Get-Report -Variable Marker $Option
"@
    }

    function Wait-Look {
        # Waits until the bot has processed the queue and had time to answer.
        $count = @(Get-PortalRequest $portal 'imbot.v2.Event.get').Count
        Wait-PortalRequest $portal 'imbot.v2.Event.get' ($count + 3)
    }

    $mention = '[USER=456]Docs Bot[/USER]'
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Functions in a chat, when' {
    BeforeAll {
        $bot = Start-Bot '-Allow 17 -AnswerTimeout 3'
    }

    AfterAll {
        Stop-Bot $bot
    }

    BeforeEach {
        $last = [long] (@('17', '23', 'chat5') | ForEach-Object { Get-PortalMessage $portal $_ } | ForEach-Object id | Measure-Object -Maximum).Maximum
        Remove-Item $marker, "$marker.go" -ErrorAction Ignore
    }

    It 'a person leaves the chat before the confirmation: nothing runs, and the card ends' {
        Add-PortalPost $portal "$mention /restart-thing web" -DialogId chat5
        $card = Wait-Said 'Run this*' chat5
        $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 17 }
        $null = Wait-Said 'There was no answer in time*' chat5
        Wait-Until { -not @((Get-Said chat5 | Where-Object id -EQ $card.id).params.KEYBOARD | Where-Object { $_ }).Count }
        $marker | Should -Not -Exist
        $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = 17 }
    }

    It 'a person leaves the chat during a run: the run continues' {
        Add-PortalPost $portal "$mention /get-report" -DialogId chat5
        $null = Wait-Until { Get-PortalRequest $portal 'imbot.v2.Event.get' | Select-Object -Last 1 | Where-Object { -not @(Get-WaitingPost $portal).Count } }
        $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 17 }
        $null = New-Item -ItemType File "$marker.go"
        $null = Wait-Said '*second*' chat5
        $marker | Should -Exist
        $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = 17 }
    }

    It 'the bot is removed from the chat during a run: the run continues with a warning, and the bot answers only elsewhere' {
        Add-PortalPost $portal "$mention /get-report" -DialogId chat5
        $null = Wait-Said '*first*' chat5
        $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 456 }
        $null = New-Item -ItemType File "$marker.go"
        $null = Wait-Until { Get-Stream Warning | Where-Object { "$_" -like '*could not be sent*ACCESS_DENIED*' } }
        $marker | Should -Exist
        @(Get-Said chat5 -AfterId $last).text | Should -Be '[code]first[/code]' -Because 'that was before'
        Add-PortalPost $portal '/get-free'
        $null = Wait-Said '*free*'
        $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = 456 }
    }

    It 'the bot is removed from the chat before the confirmation: nothing runs' {
        Add-PortalPost $portal "$mention /restart-thing web" -DialogId chat5
        $null = Wait-Said 'Run this*' chat5
        $null = Invoke-PortalControl $portal POST chats/chat5/users/delete @{ userId = 456 }
        $null = Wait-Until { Get-Stream Warning | Where-Object { "$_" -like 'A question in chat5 could not be closed*' } }
        $marker | Should -Not -Exist
        Add-PortalPost $portal '/get-free'
        $null = Wait-Said '*free*'
        $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = 456 }
    }

    It 'another person''s link sends the command: the person who clicked is asked, and nobody else can confirm' {
        Add-PortalPost $portal 'Look: [send=/restart-thing web]photos[/send]' -DialogId chat5 -UserId 23

        # The messenger sends the text of the link as the person who clicked.
        Add-PortalPost $portal "$mention /restart-thing web" -DialogId chat5
        $card = Wait-Said 'Run this*' chat5
        $card.text | Should -BeLike "*Restart-Thing -Name 'web'*"
        Push-Button $card Run -UserId 23
        Wait-Look
        $marker | Should -Not -Exist
        Push-Button $card "Don't run"
        $null = Wait-Said 'Not run:*' chat5
        $marker | Should -Not -Exist
    }

    It 'a person without permission clicks such a link: the command is refused' {
        Add-PortalPost $portal "$mention /restart-thing web" -DialogId chat5 -UserId 23
        $null = Wait-Said 'You don''t have permission to run /restart-thing.' chat5
        $marker | Should -Not -Exist
    }

    It 'a button sends the command: the person who presses it is asked' {
        Reset-TestSession
        Connect-TestWebhook $portal
        $sent = Send-B24BotMessage chat5 'Daily work' -Keyboard @{ TEXT = 'Restart'; COMMAND = 'restart-thing'; COMMAND_PARAMS = 'web' }
        Reset-TestSession
        Push-Button @{ id = $sent.MessageId } Restart
        $card = Wait-Said 'Run this*' chat5
        Push-Button $card Run
        $null = Wait-Said '*restarted web*' chat5
        Get-Content $marker | Should -Be web
    }

    It 'a person replies to a message with a command: it runs, with the rights of the one who replies' {
        $other = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = 'Is it free?'; userId = 23 }
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = "$mention /get-free"; userId = 17; replyId = $other.id }
        $null = Wait-Said '*free*' chat5
    }

    It 'a person replies to a command: the quoted command does not run' {
        $command = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '/get-free'; userId = 23 }
        $null = Wait-Said 'You don''t have permission to run*' chat5
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = "$mention What is this?"; userId = 17; replyId = $command.id }
        Wait-Look
        @(Get-Said chat5 -AfterId $last).Count | Should -Be 1
    }

    It 'a quotation contains a command: nothing runs, and the person is told' {
        $line = '-' * 54
        Add-PortalPost $portal "$line`nIvan Sidorov [today, 10:15]`n/restart-thing web`n$line`nwhat does that do?"
        $null = Wait-Said 'A command must be the whole message*'
        Add-PortalPost $portal ">>/get-free`nwhat does that do?"
        Wait-Look
        @(Get-Said -AfterId $last).Count | Should -Be 1
        $marker | Should -Not -Exist
    }

    It 'a command is edited or forwarded: the bot does not answer' {
        $message = Invoke-PortalControl $portal POST messages @{ dialogId = '456'; text = 'hello'; userId = 17 }
        $null = Invoke-PortalControl $portal POST "messages/$($message.id)/edit" @{ text = '/restart-thing web'; userId = 17 }
        $foreign = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '/restart-thing web'; userId = 23 }
        Wait-Look
        $null = Invoke-PortalControl $portal POST "messages/$($foreign.id)/forward" @{ userId = 17; dialogId = '456' }
        Wait-Look
        Get-Said -AfterId $last | Should -BeNullOrEmpty
        $marker | Should -Not -Exist
    }

    It 'a question is not answered in time: the person is told, and a late answer does not count' {
        Add-PortalPost $portal '/get-name'
        $null = Wait-Said 'Your name*'
        $null = Wait-Said 'There was no answer in time*'
        Add-PortalPost $portal 'Anna'
        Wait-Look
        @(Get-Said -AfterId $last | Where-Object text -Like '*hello*') | Should -BeNullOrEmpty
    }

    It 'the portal is unavailable while a question is asked and answered: the question and the answer arrive once' {
        # PatientSenderTests covers long outages with an injected clock.
        Add-PortalFault $portal 'status' 'imbot.v2.Chat.Message.send' -Option @{ status = 503 }
        Add-PortalFault $portal 'answerLost' 'imbot.v2.Chat.Message.update'
        Add-PortalPost $portal '/restart-thing db'
        $card = Wait-Said 'Run this*'
        Push-Button $card Run
        Add-PortalFault $portal 'answerLost' 'imbot.v2.Chat.Message.send'
        $null = Wait-Said '*restarted db*'
        Wait-Look
        @(Get-Said -AfterId $last | Where-Object text -Like '*restarted db*').Count | Should -Be 1
        @(Get-Content $marker) | Should -Be db
        @(Get-Said -AfterId $last | Where-Object text -Like 'Confirmed:*').Count | Should -Be 1
    }
}

Describe '500 lines of one person in a minute' {
    It '60 are answered, the person is told once, and others do not wait' {
        $bot = Start-Bot '-Allow 17, 23'
        $last = 0
        try {
            $null = Invoke-PortalControl $portal POST messages @{ dialogId = '456'; text = '/get-free $x'; userId = 17; count = 500 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            Add-PortalPost $portal '/get-free' -UserId 23
            $null = Wait-Said '*free*' '23'
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 15
            $null = Wait-Said '*too fast*'
            $null = Wait-Until { -not @(Get-WaitingPost $portal).Count }
            Wait-Look
            $said = @(Get-Said -AfterId $last)
            @($said | Where-Object text -Like '*too fast*').Count | Should -Be 1
            $said.Count | Should -BeLessOrEqual 61
        }
        finally {
            Stop-Bot $bot
        }
    }
}
