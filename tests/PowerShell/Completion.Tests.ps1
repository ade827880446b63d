# Argument completion. It uses only memory, never calls a portal, and never fails.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
    }

    function Get-CompletionText {
        param([string] $Line)
        @(Get-Completion $Line | ForEach-Object { $_.CompletionText })
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Completion from objects that this runspace has seen' {
    BeforeAll {
        Connect-TestWebhook $portal -Option @{ Name = 'main portal' }
        $bot = Register-B24Bot -Code completion_bot -DisplayName 'Completion'
        $help = Register-B24BotCommand help -Title @{ en = 'Help' }
        $status = Register-B24BotCommand status -Title @{ en = 'Status' }
        Clear-PortalRequest $portal
    }

    AfterAll {
        Reset-TestSession
    }

    It 'completes IDs of bots, even from their codes' {
        Get-CompletionText 'Get-B24Bot -BotId ' | Should -Contain "$($bot.BotId)"
        $found = @(Get-Completion 'Send-B24BotMessage chat5 hi -BotId compl')
        $found.CompletionText | Should -Be "$($bot.BotId)"
        $found.ListItemText | Should -Be 'completion_bot'
        $found.ToolTip | Should -Match 'Completion'
    }

    It 'completes codes of bots' {
        Get-CompletionText 'Get-B24Bot -Code comp' | Should -Be 'completion_bot'
    }

    It 'completes names and IDs of commands' {
        Get-CompletionText 'New-B24KeyboardButton Help -Command ' | Should -Be 'help', 'status'
        Get-CompletionText 'Get-B24BotCommand -Command st' | Should -Be 'status'
        Get-CompletionText 'Unregister-B24BotCommand -CommandId /h' | Should -Be "$($help.CommandId)"
        Get-CompletionText 'Set-B24BotCommand -CommandId ' | Should -Be "$($help.CommandId)", "$($status.CommandId)"
    }

    It 'completes names of sessions, and quotes names with spaces' {
        Get-CompletionText 'Get-B24Session -Name ma' | Should -Be "'main portal'"
    }

    It 'completes a session by its name' {
        $found = @(Get-Completion 'Send-B24BotMessage chat5 hi -Session ')
        $found.CompletionText | Should -BeExactly "'main portal'"
        $found.ListItemText | Should -BeExactly 'main portal'
        foreach ($cmdlet in 'Disconnect-B24Session', 'Test-B24Session', 'Update-B24Token') {
            Get-CompletionText "$cmdlet -Session m" | Should -Be "'main portal'"
        }
    }

    It 'completes a session whose name looks like a pattern' {
        Connect-TestWebhook $portal -Option @{ Name = 'prod [1]*' }
        try {
            $text = Get-CompletionText 'Test-B24Session -Session prod'
            & ([scriptblock]::Create("Test-B24Session -Session $text")) | Should -BeTrue
        }
        finally {
            Get-B24Session -All | Where-Object { $_.Name -eq 'prod [1]*' } | Disconnect-B24Session
            Clear-PortalRequest $portal
        }
    }

    It 'completes the ID of the session''s default bot, which was not read' {
        Get-CompletionText 'Send-B24BotMessage chat5 hi -BotId 45' | Should -Be '456'
    }

    It 'does not call the portal' {
        Get-PortalRequest $portal | Should -BeNullOrEmpty
    }
}

Describe 'Completion from built-in lists' {
    It 'completes method names from any part of the name, and shows their parameters' {
        $found = @(Get-Completion 'Invoke-B24Method message.send')
        $found.CompletionText | Should -Be 'imbot.v2.Chat.Message.send'
        $found.ToolTip | Should -Match 'imbot.v2.Chat.Message.send: botId, dialogId, fields\? \{ message\?, attach\?'
    }

    It 'shows the parameters of every method that has any' {
        $without = @(Get-Completion 'Invoke-B24Method ' | Where-Object { $_.ToolTip -notmatch ': \S' } | ForEach-Object { $_.CompletionText } | Sort-Object)
        $without | Should -Be 'im.v2.Event.subscribe', 'im.v2.Event.unsubscribe', 'imbot.v2.Revision.get'
    }

    It 'completes reactions with their sign' {
        $found = @(Get-Completion 'Add-B24BotReaction 1 fir')
        $found.CompletionText | Should -Be 'fire'
        $found.ListItemText | Should -Be ('fire ' + [char]::ConvertFromUtf32(0x1F525))
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Send-B24BotInputAction chat5 -Status Th'; Expected = 'Thinking' }
        @{ Line = 'New-B24BotChat -Color lightB'; Expected = 'lightBlue' }
        @{ Line = 'Register-B24Bot x -BackgroundId corn'; Expected = 'cornflower' }
        @{ Line = 'Register-B24Bot x -Type sup'; Expected = 'supervisor' }
    ) {
        Get-CompletionText $Line | Should -Be $Expected
    }

    It 'completes names of profiles, and stays silent if their folder is not a folder' {
        $old = $env:BITRIX24_IMBOT_PROFILES
        try {
            $null = New-TestProfileFolder $TestDrive
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Get-CompletionText 'Connect-B24Profile ni' | Should -Be 'nightly'

            $file = Join-Path $TestDrive 'file'
            Set-Content -LiteralPath $file -Value 'no folder'
            $env:BITRIX24_IMBOT_PROFILES = $file
            Get-CompletionText 'Connect-B24Profile ni' | Where-Object { $_ -eq 'nightly' } | Should -BeNullOrEmpty
        }
        finally {
            $env:BITRIX24_IMBOT_PROFILES = $old
            Reset-TestSession
        }
    }
}

Describe 'Completion without candidates' {
    It 'offers nothing and does not fail for <_>' -ForEach @(
        'Get-B24Bot -BotId ', 'Get-B24Bot -Code x', 'Set-B24BotCommand -CommandId ', 'New-B24KeyboardButton x -Command y', 'Get-B24Session -Name z'
    ) {
        $Error.Clear()
        $line = $_
        # No session was ever opened in this runspace.
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$modulePath'; (TabExpansion2 -inputScript '$line' -cursorColumn $($line.Length)).CompletionMatches | ForEach-Object CompletionText")
            $found = @($shell.Invoke())
            $shell.Streams.Error | Should -BeNullOrEmpty
            @($found | Where-Object { $_ -match '^\d+$' }) | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'A module that was imported with -Prefix' {
    It 'completes arguments, and runs handlers in separate runspaces' {
        Reset-TestPortal $portal
        Add-PortalPost $portal 'ping'
        $child = Invoke-ChildPowerShell -Environment @{ BITRIX24_URI = $portal.webhookUri; BITRIX24_MODULE = $modulePath } -Command @'
            Remove-Module Bitrix24.Imbot
            Import-Module $env:BITRIX24_MODULE -Prefix My
            Connect-MyB24Webhook $env:BITRIX24_URI -BotId 456 -BotToken my_bot_token -Name main
            foreach ($line in 'Send-MyB24BotMessage -Session m', 'Get-MyB24Bot -BotId 45', 'Disconnect-MyB24Session m') {
                (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches[0].CompletionText
            }

            Start-MyB24Bot -ThrottleLimit 2 -MaxEvents 2 -Timeout 60 -OnMessage {
                Send-MyB24BotTyping
                $null = Send-MyB24BotMessage -Message pong
                'answered'
            }
'@
        $child.ErrorText | Should -BeNullOrEmpty
        $child.Output -split '\r?\n' | Should -Be @('main', '456', 'main', 'answered')
        @(Get-PortalMessage $portal 17 | ForEach-Object { $_.text }) | Should -Contain 'pong'
    }
}

Describe 'Completion of dialogs and scopes' {
    BeforeAll {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal -Option @{ Name = 'dialogs' }
    }

    AfterAll {
        Reset-TestSession
    }

    It 'offers the prefix of a chat, and no file names, if no dialog was seen' {
        Push-Location -LiteralPath $repository
        try {
            Get-CompletionText 'Send-B24BotMessage ' | Should -Be 'chat'
            Get-CompletionText 'Get-B24BotChat -DialogId R' | Should -Be 'R'
        }
        finally {
            Pop-Location
        }
    }

    It 'completes dialogs of sent messages and received events, newest first, even from a name' {
        $null = Send-B24BotMessage chat5 hi
        $null = [pscustomobject]@{ DialogId = '23'; Message = 'word' } | Send-B24BotMessage -AsBatch
        Get-CompletionText 'Send-B24BotMessage ' | Should -Be '23', 'chat5'
        Add-PortalPost $portal 'hello'
        $event = Watch-B24BotEvent -MaxEvents 3 -Timeout 60 | Where-Object Kind -EQ Message
        Clear-PortalRequest $portal
        Get-CompletionText 'Send-B24BotMessage ' | Should -Be '17', '23', 'chat5'
        Get-CompletionText 'Send-B24BotMessage -DialogId 2' | Should -Be '23'
        $name = $event.User.Name
        Get-CompletionText "Send-B24BotMessage $($name.Split(' ')[-1])" | Should -Be '17'
        @(Get-Completion 'Send-B24BotMessage 17')[0].ToolTip | Should -Be $name
        foreach ($cmdlet in 'Get-B24BotChat', 'Send-B24BotFile', 'Request-B24BotReply', 'Send-B24BotInputAction', 'Add-B24BotChatUser', 'Set-B24BotChat') {
            Get-CompletionText "$cmdlet -DialogId ch" | Should -Be 'chat5' -Because $cmdlet
        }

        Get-PortalRequest $portal | Should -BeNullOrEmpty
    }

    It 'completes people by a part of their name for parameters that expect a person' {
        $null = Get-B24User
        foreach ($line in 'Send-B24Notification Petr', 'Get-B24User Petr', 'Add-B24BotChatUser chat5 Petr', 'Request-B24BotReply chat5 text -UserId Petr', 'New-B24BotChat x -OwnerId Petr') {
            Get-CompletionText $line | Should -Be '17' -Because $line
        }

        Get-CompletionText 'Send-B24Notification ' | Should -Not -Contain 'chat5'
    }

    It 'completes dialogs that handlers in separate runspaces used' {
        Add-PortalPost $portal 'make one'
        $null = Start-B24Bot -ThrottleLimit 2 -MaxEvents 1 -Timeout 60 -OnMessage { $null = New-B24BotChat 'Made by a handler' }
        $made = @(Get-PortalRequest $portal imbot.v2.Chat.add)
        $made.Count | Should -Be 1
        Get-CompletionText 'Send-B24BotMessage Made' | Should -Match '^chat\d+$'
    }

    It 'completes dialogs that ForEach-Object -Parallel used' {
        Skip-WithoutPowerShell7
        $chat = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; New-B24BotChat 'Parallel work' }
        Get-CompletionText 'Send-B24BotMessage Parallel' | Should -Be $chat.DialogId
    }

    It 'completes scopes and describes them' {
        Get-CompletionText 'Connect-B24OAuth -Scope im' | Should -Be 'imbot', 'im', 'imopenlines'
        Get-CompletionText 'Connect-B24OAuth -Scope imbot,user_' | Should -Be 'user_brief', 'user_basic'
        @(Get-Completion 'Connect-B24OAuth -Scope dep')[0].ToolTip | Should -Match 'departments'
    }
}
