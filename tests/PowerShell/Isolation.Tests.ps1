# Isolation of scripts in one process, of bots from tokens of other bots, and of sessions from profiles that were saved again.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'Isolation' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestPortal $other
        Reset-TestSession
        $env:BITRIX24_IMBOT_PROFILES = New-TestProfileFolder
    }

    AfterEach {
        Reset-TestSession
    }

    It 'of a script from the script that a host ran before in the same runspace on its own thread' {
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.ThreadOptions = 'UseCurrentThread'
        $runspace.Open()
        try {
            function Invoke-Script([string] $Script, [object[]] $Argument) {
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                $null = $shell.AddScript($Script)
                foreach ($value in $Argument) { $null = $shell.AddArgument($value) }
                $shell.Invoke()
                $shell.Dispose()
            }

            Invoke-Script 'param($m, $u) Import-Module $m; Connect-B24Webhook $u -BotId 456 -BotToken my_bot_token' $modulePath, $portal.webhookUri
            $runspace.ResetRunspaceState()
            $how = Invoke-Script ('param($m) Import-Module $m; try { Connect-B24Webhook https://portal.example.com/rest/1/ } catch { "refused" }; ' +
                'try { $null = Send-B24BotMessage chat5 stray -ErrorAction Stop; "sent" } catch { ($_.FullyQualifiedErrorId -split ",")[0] }') $modulePath
            $how | Should -Be @('refused', 'SessionMissing')
            $runspace.ResetRunspaceState()
            Invoke-Script 'param($m) Import-Module $m; try { $null = Send-B24BotMessage chat5 stray -ErrorAction Stop; "sent" } catch { ($_.FullyQualifiedErrorId -split ",")[0] }' $modulePath |
                Should -Be 'SessionMissing'
        }
        finally {
            $runspace.Dispose()
        }

        @(Get-B24Session).Count | Should -Be 0
        @(Get-PortalMessage $portal chat5).Count | Should -Be 0
    }

    It 'of an OAuth session from a profile that was saved again for another portal' {
        $session = Connect-TestOAuth $portal -NoRepeat -Option @{ SaveProfile = 'mix'; PassThru = $true }
        Connect-TestOAuth $other -NoRepeat -Option @{ SaveProfile = 'mix'; Force = $true }
        Set-PortalTokenExpired $portal
        $problem = Get-Failure { Send-B24BotMessage chat5 stray -Session $session -ErrorAction Stop }
        Get-ErrorId $problem | Should -BeExactly 'TokenStoreOfAnotherApplication'
        @(Get-PortalMessage $other chat5).Count | Should -Be 0
    }

    It 'is not needed for two sessions of one profile: both continue, even when one missed two tokens' {
        $first = Connect-TestOAuth $portal -NoRepeat -Option @{ SaveProfile = 'two'; PassThru = $true }
        $second = Connect-B24Profile two -PassThru
        Set-PortalTokenExpired $portal
        $null = Send-B24BotMessage chat5 one -Session $first -ErrorAction Stop
        Set-PortalTokenExpired $portal
        $null = Send-B24BotMessage chat5 two -Session $second -ErrorAction Stop
        @(Get-PortalMessage $portal chat5).text | Should -Be @('one', 'two')
    }

    It 'of a bot from a token that was refused for it' {
        Connect-TestWebhook $portal -NoBot -NoRepeat
        $null = Register-B24Bot docs_bot Docs -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction SilentlyContinue
        Get-ErrorId $problem[0] | Should -BeExactly 'BotCodeTaken'
        $null = Register-B24Bot docs_bot Docs -BotToken 'my_bot_token' -ErrorAction Stop -WarningAction SilentlyContinue
        $null = Send-B24BotMessage chat5 works -ErrorAction Stop
        @(Get-PortalMessage $portal chat5).text | Should -Be 'works'
    }

    It 'of a profile that is saved again from the random token that only this profile contains' {
        Connect-TestWebhook $portal -NoBot -NoRepeat -Option @{ SaveProfile = 'kept' }
        $bot = Register-B24Bot kept Kept -ErrorAction Stop -WarningVariable warning
        $warning.Count | Should -Be 0
        Reset-TestSession
        Connect-TestWebhook $portal -NoBot -NoRepeat -Option @{ SaveProfile = 'kept' }
        (Register-B24Bot kept Kept -ErrorAction Stop).BotId | Should -Be $bot.BotId
    }

    It 'of a random token that would be lost with its session needs a profile, as a warning says' {
        Connect-TestWebhook $portal -NoBot -NoRepeat
        $null = Register-B24Bot lost Lost -ErrorAction Stop -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'SaveProfile'
    }

    It 'of a webhook address in the wrong parameter: no error shows it' {
        Connect-TestWebhook $portal -NoRepeat
        $code = ($portal.webhookUri -split '/')[5]
        $problems = @(
            Get-Failure { Send-B24BotMessage $portal.webhookUri hi -ErrorAction Stop }
            Get-Failure { Connect-B24Profile $portal.webhookUri }
            Get-Failure { Invoke-B24Method $portal.webhookUri }
        )
        $problems.Count | Should -Be 3
        foreach ($problem in $problems) {
            "$($problem.Exception.Message) $($problem.TargetObject) $($problem.CategoryInfo) $($problem.ErrorDetails)" | Should -Not -Match $code
        }
    }
}
