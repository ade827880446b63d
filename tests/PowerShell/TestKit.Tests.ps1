# The test kit for bots in samples/BotTest: its example passes, and is as fast as docs/testing-bots.md says.

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Installs the module: a folder with its name in a folder of PSModulePath.
    $modules = Join-Path $TestDrive 'modules'
    $null = New-Item -ItemType Directory -Path (Join-Path $modules 'Bitrix24.Imbot')
    Copy-Item $modulePath (Join-Path $modules 'Bitrix24.Imbot')
    Copy-Item (Join-Path (Split-Path $modulePath) 'module') (Join-Path $modules 'Bitrix24.Imbot') -Recurse
    $oldPath = $env:PSModulePath
    $oldEmulator = $env:B24_EMULATOR
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
    $env:B24_EMULATOR = if ($env:B24_TEST_EMULATOR) { $env:B24_TEST_EMULATOR } else { Join-Path $repository 'src/Bitrix24.Imbot.Emulator/bin/Release/net10.0/Bitrix24.Imbot.Emulator.dll' }
}

AfterAll {
    $env:PSModulePath = $oldPath
    $env:B24_EMULATOR = $oldEmulator
}

Describe 'The test kit for bots' {
    It 'runs the tests of OpsBot, each in less than a second' {
        $pester = (Get-Module Pester).Path -replace '\.psm1$', '.psd1'
        $tests = Join-Path $repository 'samples/BotTest/OpsBot.Tests.ps1'
        $run = Invoke-ChildPowerShell -Command @"
            Import-Module '$pester'
            `$result = Invoke-Pester -Path '$tests' -PassThru -Output None
            `$result.Tests | ForEach-Object { "`$(`$_.Result)|`$([int] `$_.Duration.TotalMilliseconds)|`$(`$_.Name)|`$(`$_.ErrorRecord)" -replace '\s+', ' ' }
"@
        $run.ErrorText | Should -BeNullOrEmpty
        $tests = @($run.Output -split "`r?`n" | Where-Object { $_ } | ForEach-Object { $part = $_ -split '\|', 4; [pscustomobject]@{ Result = $part[0]; Milliseconds = [int] $part[1]; Text = $_ } })
        $tests.Count | Should -Be 4
        @($tests | Where-Object Result -NE Passed | ForEach-Object Text) | Should -BeNullOrEmpty

        # The median, because the machine does other things at the same time.
        $middle = @($tests.Milliseconds | Sort-Object)[1]
        $middle | Should -BeLessThan 1000 -Because ($tests.Text -join '; ')
    }

    It 'shows the bot''s messages if the expected one is missing' {
        Import-Module (Join-Path $repository 'samples/BotTest/BotTest.psm1') -Force
        $bot = Start-TestBot -Bot { Start-B24Bot -Interval 1 -OnMessage { Send-B24BotMessage -Message 'Hello' } }
        try {
            Send-TestMessage Anna 'Hi'
            { Read-TestAnswer Anna 'Good morning' -Seconds 2 } | Should -Throw "The bot did not say 'Good morning'. It said: Hello"
            { Push-TestButton Anna Yes -Seconds 0 } | Should -Throw "The bot shows no button 'Yes'*"
            { Send-TestMessage Nobody 'Hi' } | Should -Throw "The portal has no one called 'Nobody'*"
        }
        finally {
            Stop-TestBot $bot
        }

        { Start-TestBot -Bot { throw 'broken' } } | Should -Throw 'The bot ended: broken'
    }
}
