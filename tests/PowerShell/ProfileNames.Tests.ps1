# Replacing a profile, and its name in another letter case.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'Saving an existing profile' {
    BeforeEach {
        $oldFolder = $env:BITRIX24_IMBOT_PROFILES
        $folder = New-TestProfileFolder $TestDrive
        Reset-TestPortal $portal
        Reset-TestPortal $other
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
        $before = [System.IO.File]::ReadAllText((Join-Path $folder 'nightly.json'))
    }

    AfterEach {
        Reset-TestSession
        $env:BITRIX24_IMBOT_PROFILES = $oldFolder
    }

    It 'fails if nobody can be asked and <Name> would be lost, and recommends -Force' -ForEach @(
        @{ Name = 'the connection to another portal'; Connect = 'Connect-B24Webhook $env:OTHER -SaveProfile nightly' }
        @{ Name = 'the webhook of another user'; Connect = 'Connect-B24Webhook ($env:BITRIX24_URI -replace "/rest/1/", "/rest/17/") -SaveProfile nightly' }
        @{ Name = 'a webhook, for an application,'; Connect = 'Connect-B24OAuth $env:DOMAIN_OF_PORTAL app.1 secret -AccessToken token -SaveProfile nightly' }
    ) {
        $child = Invoke-ChildPowerShell -Environment @{
            BITRIX24_URI = $portal.webhookUri; OTHER = $other.webhookUri; DOMAIN_OF_PORTAL = $portal.domain
        } -Command "try { $Connect } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message; `$_.ErrorDetails.RecommendedAction }"
        $lines = $child.Output -split '\r?\n'
        $lines[0] | Should -Match '^ProfileExists,'
        $lines[1] | Should -Match ([regex]::Escape("Profile 'nightly' already contains a connection to $(([uri] $portal.address).Authority) (webhook of user 1)."))
        $lines[2] | Should -Match '-Force'
        [System.IO.File]::ReadAllText((Join-Path $folder 'nightly.json')) | Should -BeExactly $before
    }

    It 'does not use an authorization code' {
        $oauth = Get-OAuthOption $other @{ AccessToken = $null; RefreshToken = $null; AuthorizationCode = (New-PortalCode $other).code; SaveProfile = 'nightly' }
        Get-ErrorId (Get-Failure { Connect-B24OAuth @oauth }) | Should -BeExactly 'ProfileExists'
        @(Get-PortalRequest $other).Count | Should -Be 0
    }

    It 'replaces it with -Force' {
        Connect-TestWebhook $other -Option @{ SaveProfile = 'nightly'; Force = $true }
        (Get-B24Profile nightly).Portal | Should -Be ([uri] $other.address)
    }

    It 'does not need -Force for the same connection, for example in a script that always connects and saves' {
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'Nightly'; TimeoutSec = 5 }
        Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
        Connect-TestOAuth $portal -Option @{ SaveProfile = 'app' }
        @(Get-B24Profile).Name | Should -Be 'app', 'nightly'
    }

    It 'asks the user, and follows the answer' {
        # PowerShell reads answers to its prompts from standard input if it is not a console.
        foreach ($answer in 'n', 'y') {
            $start = New-Object System.Diagnostics.ProcessStartInfo
            $start.FileName = (Get-Process -Id $PID).Path
            $line = "Import-Module '$modulePath'; Connect-B24Webhook '$($other.webhookUri)' -SaveProfile nightly"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($line))
            $prefix = if ([System.IO.Path]::GetFileNameWithoutExtension($start.FileName) -eq 'dotnet') { '"{0}" ' -f (Join-Path $PSHOME 'pwsh.dll') }
            $start.Arguments = "$prefix-NoProfile -OutputFormat Text -EncodedCommand $encoded"
            $start.UseShellExecute = $false
            $start.RedirectStandardInput = $true
            $start.RedirectStandardOutput = $true
            $start.RedirectStandardError = $true
            $process = [System.Diagnostics.Process]::Start($start)
            $errors = $process.StandardError.ReadToEndAsync()
            $process.StandardInput.WriteLine($answer)
            $process.StandardInput.Close()
            $shown = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            $shown | Should -Match "Profile 'nightly' contains a connection to"
            $expected = if ($answer -eq 'y') { $other } else { $portal }
            (Get-B24Profile nightly).Portal | Should -Be ([uri] $expected.address)
        }

        $errors.Result | Should -BeNullOrEmpty
    }

    It 'treats the end of the input as No' {
        $child = Invoke-ChildPowerShell -Environment @{ OTHER = $other.webhookUri } -Command 'try { Connect-B24Webhook $env:OTHER -SaveProfile nightly } catch { $_.FullyQualifiedErrorId }'
        $child.Output | Should -Match 'ProfileExists'
        (Get-B24Profile nightly).Portal | Should -Be ([uri] $portal.address)
    }
}

Describe 'The name of a profile' {
    BeforeEach {
        $oldFolder = $env:BITRIX24_IMBOT_PROFILES
        $folder = New-TestProfileFolder $TestDrive
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'Nightly' }
    }

    AfterEach {
        Reset-TestSession
        $env:BITRIX24_IMBOT_PROFILES = $oldFolder
    }

    It 'is found in any letter case, as on Windows' {
        Connect-B24Profile NIGHTLY
        (Get-B24Session).Name | Should -BeExactly 'Nightly'
        (Get-B24Session).Profile | Should -BeExactly 'Nightly'
        (Get-B24Profile nightly).Name | Should -BeExactly 'Nightly'
        Remove-B24Profile nIGHTLY
        Get-B24Profile | Should -BeNullOrEmpty
    }

    It 'finds a profile of an older release by its exact name if another differs only in letter case' {
        Skip-OnWindows
        Copy-Item -LiteralPath (Join-Path $folder 'Nightly.json') -Destination (Join-Path $folder 'nightly.json')
        Connect-B24Profile nightly
        (Get-B24Session).Profile | Should -BeExactly 'nightly'
        Connect-B24Profile Nightly
        (Get-B24Session).Profile | Should -BeExactly 'Nightly'
        $problem = Get-Failure { Connect-B24Profile NIGHTLY }
        Get-ErrorId $problem | Should -BeExactly 'ProfileNameInvalid'
        $problem.Exception.Message | Should -Match 'nightly'
    }

    It 'is refused if an operating system could not store it: <_>' -ForEach 'con', 'Nul.backup', 'com1', 'lpt9.x', 'a/b', 'a:b', '.hidden', 'tail.', 'conin$' {
        $name = $_
        Get-ErrorId (Get-Failure { Connect-B24Profile $name }) | Should -BeExactly 'ProfileNameInvalid'
        Get-ErrorId (Get-Failure { Connect-TestWebhook $portal -Option @{ SaveProfile = $name } }) | Should -BeExactly 'ProfileNameInvalid'
    }
}
