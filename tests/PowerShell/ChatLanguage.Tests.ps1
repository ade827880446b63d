# What bots say to people, in English and in Russian: the same texts in both, and a bot on a Russian portal.

BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'The texts of chat commands' {
    BeforeAll {
        Import-Module $modulePath -Force
        $assembly = (Get-Command Start-B24Bot).ImplementingType.Assembly
        $english = @{}
        $russian = @{}
        foreach ($field in $assembly.GetType('Bitrix24.Imbot.ChatCommands.Texts.ChatText').GetFields('Static, Public')) {
            $text = $field.GetValue($null)
            $english["$text"] = $text.English
            $russian["$text"] = $text.Russian
        }

        function Get-Placeholder {
            param([string] $Text)
            @([regex]::Matches($Text, '\{\d+\}') | ForEach-Object Value | Sort-Object -Unique) -join ' '
        }
    }

    It 'exist, each under its own name' {
        $english.Count | Should -BeGreaterThan 90
        $english.Keys | Should -Contain 'NotAllowed'
    }

    It 'contain the same values in both languages' {
        foreach ($name in $english.Keys) {
            Get-Placeholder $russian[$name] | Should -Be (Get-Placeholder $english[$name]) -Because $name
        }
    }

    It 'are not English on a Russian portal' {
        foreach ($name in $english.Keys) {
            # A few consist only of values and punctuation.
            if ($english[$name] -replace '\{\d+\}|--%' -match '[A-Za-z]{2}') { $russian[$name] | Should -Match '[\u0410-\u044f]' -Because $name }
        }
    }
}

Describe 'A bot on a Russian portal' {
    BeforeAll {
        $portal = Start-TestPortal '--self-hosted', '--language', 'ru'
        $oldState = $env:BITRIX24_IMBOT_STATE
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
        $shell = [powershell]::Create()
        $null = $shell.AddScript(@"
            Import-Module '$modulePath'
            Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
            function Restart-Thing { [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] `$Name) "restarted `$Name" }
            Start-B24Bot -Interval 1 -Function Restart-Thing -Allow 17
"@)
        $bot = [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }

        function Wait-Said {
            param([string] $Pattern)
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            $said = @()
            while ($limit.Elapsed.TotalSeconds -lt 40) {
                $said = @(Invoke-PortalControl $portal GET "chats/17/messages?authorId=456&count=$($said.Count + 1)&waitSeconds=1")
                $found = @($said | Where-Object { $_.text -match $Pattern })
                if ($found.Count) { return $found[-1] }
            }

            throw "No message matches '$Pattern'. Said: $(@($said | ForEach-Object text) -join ' || ') The bot wrote $($shell.Streams.Error.Count) errors."
        }
    }

    AfterAll {
        Stop-Bot $bot
        $env:BITRIX24_IMBOT_STATE = $oldState
        Stop-TestPortal $portal
    }

    It 'answers an unknown command in Russian' {
        Add-PortalPost $portal '/unknown'
        (Wait-Said '/unknown').text.Replace([string] [char] 0x200B, '') | Should -Match '^[\u0400-\u04ff ]+ /unknown\. [\u0400-\u04ff ]+: /help\.$'
    }

    It 'asks for confirmation with Russian buttons' {
        Add-PortalPost $portal '/restart-thing web'
        $question = Wait-Said 'Restart-Thing -Name'
        $buttons = @($question.params.KEYBOARD | Where-Object { $_ } | ForEach-Object TEXT)
        $buttons.Count | Should -Be 2
        $buttons | Should -Match '^[\u0400-\u04ff ]+$'
        $null = Invoke-PortalControl $portal POST "messages/$($question.id)/press" @{ text = $buttons[0]; userId = 17 }
        (Wait-Said 'restarted web').text | Should -Be '[code]restarted web[/code]'
    }

    It 'shows the end of a question in Russian, whatever the culture of the computer' {
        Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken my_bot_token
        (Request-B24BotReply 17 'Ready?' -Choice yes -Timeout 1 -ShowAnswer).TimedOut | Should -BeTrue
        (Wait-Said '^Ready\?\s+\S').text | Should -Match '^Ready\?\s+[\u0400-\u04ff ]+\.$'
    }
}
