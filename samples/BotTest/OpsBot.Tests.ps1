# Tests of OpsBot.ps1 with Pester 5, as an example for your bots: Invoke-Pester ./OpsBot.Tests.ps1

BeforeAll {
    Import-Module $PSScriptRoot/BotTest.psm1 -Force
    $logs = Join-Path $TestDrive logs
    $null = New-Item -ItemType Directory -Path (Join-Path $logs shop)
    Set-Content -LiteralPath (Join-Path $logs shop/app.log) -Value (1..5 | ForEach-Object { "line $_" })

    $bot = Start-TestBot -ArgumentList (Join-Path $PSScriptRoot ../OpsBot.ps1), $logs -Bot {
        param($Path, $Logs)

        # Replace the commands that restart a service.
        function systemctl { $global:LASTEXITCODE = 0 }
        function Restart-Service { }
        & $Path -Name test -Allow 17 -LogFolder $Logs
    }
}

AfterAll {
    if ($bot) { Stop-TestBot $bot }
}

Describe 'OpsBot' {
    It 'restarts a service when the person agrees' {
        Send-TestMessage Anna '/restart-app web'
        Push-TestButton Anna Run
        Read-TestAnswer Anna '*web was restarted*'
    }

    It 'asks which service' {
        Send-TestMessage Anna '/restart-app'
        Read-TestAnswer Anna 'Which service[?]*'
        Send-TestMessage Anna 'db'
        Push-TestButton Anna "Don't run"
    }

    It 'shows the end of a log' {
        Send-TestMessage Anna '/get-applog shop -Lines 2'
        Read-TestAnswer Anna '*line 4*line 5*'
    }

    It 'refuses other people' {
        Send-TestMessage Ivan '/get-diskspace'
        Read-TestAnswer Ivan 'You don''t have permission to run*'
    }
}
