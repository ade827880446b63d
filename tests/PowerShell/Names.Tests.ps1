# Bots by code and slash commands by name. An ID needs no extra call, and a name needs one call for each cmdlet.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    Connect-TestWebhook $portal
    $mine = Register-B24Bot -Code duty_bot -DisplayName 'Duty'
    Set-B24Session -BotId 456
    $weather = Register-B24BotCommand weather -Title @{ en = 'Weather' }
    $upper = Register-B24BotCommand CASE -Title @{ en = 'Upper' }
    $lower = Register-B24BotCommand case -Title @{ en = 'Lower' }

    function Get-CalledMethod {
        @(Get-PortalRequest $portal | ForEach-Object { $_.method })
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'A bot by its code' {
    BeforeEach {
        Clear-PortalRequest $portal
    }

    It 'is found with one call for a whole pipeline' {
        $sent = @('one', 'two', 'three' | Send-B24BotMessage 17 -BotId duty_bot)
        $sent.BotId | Should -Be @($mine.BotId, $mine.BotId, $mine.BotId)
        @(Get-CalledMethod) | Should -Be 'imbot.v2.Bot.get', 'imbot.v2.Chat.Message.send', 'imbot.v2.Chat.Message.send', 'imbot.v2.Chat.Message.send'
    }

    It 'needs no call if the ID is given as a number, text, or object' {
        foreach ($bot in 456, '456', ' 456 ', 456.0, (New-Object psobject -Property @{ BotId = 456 })) {
            (Send-B24BotMessage chat5 hi -BotId $bot).BotId | Should -Be 456
        }

        (Send-B24BotMessage 17 hi -BotId $mine).BotId | Should -Be $mine.BotId
        Get-CalledMethod | Should -Not -Contain 'imbot.v2.Bot.get'
    }

    It 'works in <Name>' -ForEach @(
        @{ Name = 'Get-B24Bot, by position'; Call = { (Get-B24Bot duty_bot).BotId } }
        @{ Name = 'Get-B24Bot, from the pipeline'; Call = { ('duty_bot' | Get-B24Bot).BotId } }
        @{ Name = 'Set-B24Bot'; Call = { (Set-B24Bot duty_bot -WorkPosition x -PassThru).BotId } }
        @{ Name = 'Set-B24Session'; Call = { (Set-B24Session -BotId duty_bot -PassThru).BotId; Set-B24Session -BotId 456 } }
        @{ Name = 'Send-B24BotFile'; Call = { (Send-B24BotFile 17 $PSCommandPath -BotId duty_bot).MessageId -gt 0; $mine.BotId } }
        @{ Name = 'Get-B24BotCommand'; Call = { $null = Register-B24BotCommand only -Title @{ en = 'x' } -BotId duty_bot; (Get-B24BotCommand only -BotId duty_bot).BotId } }
        @{ Name = 'a hashtable of parameters'; Call = { $with = @{ BotId = 'duty_bot' }; (Send-B24BotMessage 17 x @with).BotId } }
        @{ Name = 'a column of a table'; Call = { ([pscustomobject]@{ BotId = 'duty_bot'; DialogId = '17'; Message = 'x' } | Send-B24BotMessage).BotId } }
        @{ Name = 'a script block for each object'; Call = { ([pscustomobject]@{ Bot = 'duty_bot'; Text = 'x' } | Send-B24BotMessage 17 -Message { $_.Text } -BotId { $_.Bot }).BotId } }
    ) {
        @(& $Call)[-1] | Should -Be $mine.BotId
    }

    It 'becomes the default bot when connecting, also of the saved profile' {
        $null = New-TestProfileFolder $TestDrive
        try {
            (Connect-B24Webhook $portal.webhookUri -BotId duty_bot -BotToken x -SaveProfile named -PassThru).BotId | Should -Be $mine.BotId
            (Get-B24Profile named).BotId | Should -Be $mine.BotId
            (Connect-TestOAuth $portal -NoBot -Option @{ BotId = 'duty_bot'; PassThru = $true }).BotId | Should -Be $mine.BotId
        }
        finally {
            Disconnect-B24Session
            Disconnect-B24Session named
            $env:BITRIX24_IMBOT_PROFILES = $null
        }
    }

    It 'stops the cmdlet if no bot has the code, before anything else is sent' {
        $problem = Get-Failure { 'one', 'two' | Send-B24BotMessage 17 -BotId nobody }
        Get-ErrorId $problem | Should -BeExactly 'BotNotFound'
        $problem.Exception.Message | Should -Match 'nobody'
        @(Get-CalledMethod) | Should -Be 'imbot.v2.Bot.get'
    }

    It 'is one error for one object from the pipeline, and the next object continues' {
        $rows = 'duty_bot', 'nobody', '456' | ForEach-Object { [pscustomobject]@{ BotId = $_; DialogId = '17'; Message = 'x' } }
        $sent = @($rows | Send-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem)
        $sent.BotId | Should -Be $mine.BotId, 456
        @($problem).Count | Should -Be 1
        $problem[0].TargetObject | Should -Be 'nobody'
    }

    It 'is refused if <_> is neither an ID nor a code' -ForEach '0', '-5', '1.5' {
        $value = $_
        $problem = Get-Failure { Send-B24BotMessage 17 x -BotId $value }
        $problem.Exception.Message | Should -Match "$([regex]::Escape($value))' is neither a valid BotId nor a name"
        Get-CalledMethod | Should -BeNullOrEmpty
    }
}

Describe 'A slash command by its name' {
    BeforeEach {
        Clear-PortalRequest $portal
    }

    It 'is changed by name, with or without slash, in any letter case, with one lookup' {
        $changed = @('weather', '/weather', 'Weather' | ForEach-Object { [pscustomobject]@{ CommandId = $_ } } | Set-B24BotCommand -Hidden $true -PassThru)
        $changed.CommandId | Should -Be @($weather.CommandId, $weather.CommandId, $weather.CommandId)
        @(Get-CalledMethod | Where-Object { $_ -like '*list' }).Count | Should -Be 1
        (Get-B24BotCommand -CommandId weather).CommandId | Should -Be $weather.CommandId
        (Get-B24BotCommand -CommandId $weather.CommandId).Command | Should -Be '/weather'
    }

    It 'prefers a name in the same letter case, and is refused if it matches several commands' {
        (Set-B24BotCommand case -Hidden $true -PassThru).CommandId | Should -Be $lower.CommandId
        (Set-B24BotCommand CASE -Hidden $true -PassThru).CommandId | Should -Be $upper.CommandId
        $null = Set-B24BotCommand Case -Hidden $true -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'CommandNameAmbiguous'
        $problem[0].Exception.Message | Should -Match "$($upper.CommandId), $($lower.CommandId)|$($lower.CommandId), $($upper.CommandId)"
    }

    It 'is answered and removed by name, and an ID needs no call' {
        $null = Register-B24BotCommand once -Title @{ en = 'Once' }
        $message = Send-B24BotMessage 17 hello
        Clear-PortalRequest $portal
        Send-B24BotCommandAnswer done -CommandId once -MessageId $message.MessageId -DialogId 17
        Unregister-B24BotCommand -CommandId once
        Get-B24BotCommand once | Should -BeNullOrEmpty
        Clear-PortalRequest $portal
        $null = Set-B24BotCommand $weather.CommandId -Hidden $false
        @(Get-CalledMethod) | Should -Be 'imbot.v2.Command.update'
    }

    It 'is an error if the bot does not have the command, and the next object continues' {
        $changed = @(Set-B24BotCommand missing, weather -Hidden $false -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem)
        $changed.CommandId | Should -Be $weather.CommandId
        Get-ErrorId $problem[0] | Should -BeExactly 'CommandNotFound'
        $problem[0].Exception.Message | Should -Match "456.*'missing'"
    }
}
