# Installs, upgrades, and uninstalls the package with the commands of the README and docs/install.md, and uses it in new PowerShell processes.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $onUnix = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
    $why = if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)) { 'Needs Microsoft.PowerShell.PSResourceGet.' }
    elseif (-not $onUnix) { 'Windows has one module folder for each account.' }

    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ('b24-install-' + [guid]::NewGuid().ToString('N'))
    $account = Join-Path $folder 'home'
    # Without these folders, .NET would put the list of repositories into the current folder.
    $null = New-Item -ItemType Directory -Path (Join-Path $account '.config'), (Join-Path $account '.local/share')
    $null = & (Join-Path $repository 'build.ps1') -Task Package -NoBuild -OutputFolder (Join-Path $folder 'out') 6>&1

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    function Get-PackedText {
        # Reads a file of the only package in a folder.
        param([string] $Feed, [string] $Name)
        $archive = [System.IO.Compression.ZipFile]::OpenRead((Get-ChildItem -LiteralPath $Feed -Filter Bitrix24.Imbot.*.nupkg).FullName)
        try {
            (New-Object System.IO.StreamReader ($archive.GetEntry($Name).Open())).ReadToEnd()
        }
        finally {
            $archive.Dispose()
        }
    }

    function Get-PackageDescription {
        param([string] $Feed)
        [xml] (Get-PackedText $Feed Bitrix24.Imbot.nuspec)
    }

    function Get-PageCommand {
        # Gets the lines of code blocks in docs/install.md that match, in the order of the page.
        param([string] $Pattern)
        $page = [System.IO.File]::ReadAllText((Join-Path $repository 'docs/install.md'))
        @([regex]::Matches($page, '(?ms)^```text\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value -split '\r?\n' }) -match $Pattern)
    }

    function Copy-PackageAsVersion {
        # Packs the module of a feed again, as if its manifest had another version.
        param([string] $Feed, [string] $From, [string] $To)
        $copy = Join-Path $Feed "Bitrix24.Imbot.$To.nupkg"
        Copy-Item -LiteralPath (Join-Path $Feed "Bitrix24.Imbot.$From.nupkg") -Destination $copy
        $archive = [System.IO.Compression.ZipFile]::Open($copy, 'Update')
        try {
            foreach ($name in 'Bitrix24.Imbot.nuspec', 'Bitrix24.Imbot.psd1') {
                $entry = $archive.GetEntry($name)
                $reader = New-Object System.IO.StreamReader ($entry.Open())
                $text = $reader.ReadToEnd()
                $reader.Dispose()
                $text | Should -Match ([regex]::Escape($From))
                $entry.Delete()
                $writer = New-Object System.IO.StreamWriter ($archive.CreateEntry($name).Open())
                $writer.Write($text.Replace($From, $To))
                $writer.Dispose()
            }
        }
        finally {
            $archive.Dispose()
        }
    }

    function Invoke-FreshPowerShell {
        # Runs a script with a new account, in a folder with the package of build.ps1. Returns the output lines.
        param([string] $Code)
        $script = Join-Path $folder 'script.ps1'
        Set-Content -LiteralPath $script -Encoding ASCII -Value "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; Set-Location '$folder'`n$Code"
        $run = Invoke-ChildPowerShell -File $script -Environment @{
            HOME = $account; XDG_CONFIG_HOME = (Join-Path $account '.config'); XDG_DATA_HOME = (Join-Path $account '.local/share')
        }
        $run.ExitCode | Should -Be 0 -Because "$($run.Output)`n$($run.ErrorText)"
        $run.ErrorText | Should -BeNullOrEmpty
        $run.Output -split '\r?\n'
    }
}

AfterAll {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}

Describe 'The package' {
    It 'has the tags that a gallery uses to find a module by its commands' {
        $description = Get-PackageDescription (Join-Path $folder 'out')
        $manifest = Import-PowerShellDataFile -Path $modulePath
        $tags = $description.package.metadata.tags -split ' '
        foreach ($cmdlet in $manifest.CmdletsToExport) {
            $tags | Should -Contain "PSCommand_$cmdlet"
            $tags | Should -Contain "PSCmdlet_$cmdlet"
        }

        $tags | Should -Contain 'PSModule'
        $tags | Should -Contain 'PSIncludes_Cmdlet'
    }

    It 'is signed on request by a script block that gets each of our own files before they are packed' {
        $signed = Join-Path $folder 'signed'
        $seen = New-Object System.Collections.Generic.List[string]
        $sign = {
            param($Path)
            $seen.Add($Path)
            if ($Path -like '*.ps1xml') { Add-Content -LiteralPath $Path -Value '<!-- signed -->' }
        }
        $null = & (Join-Path $repository 'build.ps1') -Task Package -NoBuild -OutputFolder $signed -SignWith $sign 6>&1
        $module, $samples = $seen.Where({ $_ -notmatch '[\\/]samples[\\/]' }, 'Split')
        @($module | Split-Path -Leaf | Sort-Object -Unique) |
            Should -Be 'Bitrix24.Imbot.Core.dll', 'Bitrix24.Imbot.Cron.dll', 'Bitrix24.Imbot.dll', 'Bitrix24.Imbot.Format.ps1xml', 'Bitrix24.Imbot.Markdown.dll', 'Bitrix24.Imbot.psd1', 'Bitrix24.Imbot.psm1', 'Bitrix24.Imbot.Types.ps1xml'
        $module.Count | Should -Be 12 -Because 'both editions have all four assemblies'
        @($samples | Split-Path -Leaf | Sort-Object) |
            Should -Be @((Get-ChildItem -Path (Join-Path $repository 'samples/*'), (Join-Path $repository 'samples/BotTest/*') -Include *.ps1, *.psm1).Name | Sort-Object)
        Get-PackedText $signed module/Bitrix24.Imbot.Format.ps1xml | Should -Match '<!-- signed -->'
    }

    It 'names the given address of the project in the manifest and the package' {
        $addressed = Join-Path $folder 'addressed'
        $address = "https://example.com/imbot/it's?a=`$1"
        $null = & (Join-Path $repository 'build.ps1') -Task Package -NoBuild -OutputFolder $addressed -ProjectUri $address 6>&1
        $manifest = Get-ChildItem -LiteralPath $addressed -Recurse -Filter Bitrix24.Imbot.psd1
        (Test-ModuleManifest -Path $manifest.FullName).ProjectUri.AbsoluteUri | Should -Be $address
        (Get-PackageDescription $addressed).package.metadata.projectUrl | Should -Be $address
        { & (Join-Path $repository 'build.ps1') -Task Package -NoBuild -OutputFolder (Join-Path $folder 'none') -ProjectUri example.com/imbot } |
            Should -Throw '*not a valid value for -ProjectUri*'
        Join-Path $folder 'none' | Should -Not -Exist
    }

    It 'is written to a relative path of the current folder' {
        Push-Location -LiteralPath $folder
        try {
            $null = & (Join-Path $repository 'build.ps1') -Task Package -NoBuild -OutputFolder ./relative 6>&1
        }
        finally {
            Pop-Location
        }

        Join-Path $folder 'relative/*.nupkg' | Should -Exist
    }

    It 'is found and installed with the lines of the README, and sends a message' {
        if ($why) {
            Set-ItResult -Skipped -Because $why
            return
        }

        # The first line of that block packs, which is already done.
        $text = [System.IO.File]::ReadAllText((Join-Path $repository 'README.md'))
        $block = [regex]::Match($text, '(?ms)^```powershell\r?\n\./build\.ps1 -Task Package\r?\n(Register-PSResourceRepository.*?)^```').Groups[1].Value
        $block | Should -Match 'Install-PSResource'
        $found = Invoke-FreshPowerShell "$block`nFind-PSResource Bitrix24.Imbot -Repository bitrix24 | ForEach-Object { `"`$(`$_.Name) `$(`$_.Version)`" }
(Find-PSResource -Tag Chatbot -Repository bitrix24).Name"
        $version = (Import-PowerShellDataFile -Path $modulePath).ModuleVersion
        $found | Should -Be "Bitrix24.Imbot $version", 'Bitrix24.Imbot'

        $portal = Start-TestPortal
        try {
            $said = Invoke-FreshPowerShell "Import-Module Bitrix24.Imbot
(Get-Module Bitrix24.Imbot).ModuleBase
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
(Send-B24BotMessage chat5 'Installed.').DialogId
(Get-Help Send-B24BotMessage).Synopsis"
            $said[0] | Should -BeLike (Join-Path $folder 'home/*/Bitrix24.Imbot/*')
            $said[1] | Should -Be 'chat5'
            $said[2] | Should -Match '^Sends a message'
            @(Get-PortalMessage $portal).text | Should -Be 'Installed.'
        }
        finally {
            Stop-TestPortal $portal
        }
    }

    It 'is upgraded, reinstalled, and uninstalled with the commands of docs/install.md, and profiles stay' {
        if ($why) {
            Set-ItResult -Skipped -Because $why
            return
        }

        $version = (Import-PowerShellDataFile -Path $modulePath).ModuleVersion
        $feed = Join-Path $folder 'upgrade/out'
        $null = New-Item -ItemType Directory -Path $feed
        Copy-Item -LiteralPath (Join-Path $folder "out/Bitrix24.Imbot.$version.nupkg") -Destination $feed
        $there = "Set-Location '$(Split-Path $feed)'"
        $versions = '(Get-Module -ListAvailable Bitrix24.Imbot).Version | Sort-Object | ForEach-Object { "$_" }'
        $remove = Get-PageCommand '^(Uninstall|Unregister)-PSResource'
        $remove | Should -HaveCount 2
        # The account of the test above has the same module and repository.
        $null = Invoke-FreshPowerShell (@('if (Get-PSResourceRepository bitrix24 -ErrorAction Ignore) {') + $remove + '}' -join "`n")

        $install = Get-PageCommand '^(Register-PSResourceRepository|Install-PSResource)'
        $install | Should -HaveCount 2
        Invoke-FreshPowerShell (@($there) + $install +
            "Connect-B24Webhook https://portal.example/rest/17/abcdefghij123456/ -SaveProfile kept" + $versions -join "`n") | Should -Be $version

        Copy-PackageAsVersion $feed $version 0.99.0
        $update = Get-PageCommand '^Update-PSResource'
        $update | Should -HaveCount 1
        $null = Invoke-FreshPowerShell (@($there) + $update -join "`n")
        Invoke-FreshPowerShell "Import-Module Bitrix24.Imbot`n`"`$((Get-Module Bitrix24.Imbot).Version)`"`n(Get-B24Profile).Name`n$versions" |
            Should -Be 0.99.0, 'kept', $version, 0.99.0

        $page = [System.IO.File]::ReadAllText((Join-Path $repository 'docs/install.md'))
        $inText = @([regex]::Matches($page, '`((?:Uninstall|Install)-PSResource Bitrix24\.Imbot [^`]+)`').ForEach({ $_.Groups[1].Value }))
        $inText | Should -HaveCount 2
        $old, $again = $inText
        $old | Should -Be "Uninstall-PSResource Bitrix24.Imbot -Version $version"
        Invoke-FreshPowerShell "$old`n$versions" | Should -Be 0.99.0

        $damage = "Set-Content (Join-Path (Get-Module -ListAvailable Bitrix24.Imbot).ModuleBase module/Bitrix24.Imbot.psm1) 'throw'"
        Invoke-FreshPowerShell ($damage, $there, $again, 'Import-Module Bitrix24.Imbot', '(Get-B24Profile).Name' -join "`n") | Should -Be 'kept'

        $profiles = [regex]::Match($page, '`(Get-B24Profile \\\| Remove-B24Profile)`').Groups[1].Value.Replace('\|', '|')
        $profiles | Should -Not -BeNullOrEmpty
        Invoke-FreshPowerShell (@("$profiles -Confirm:`$false", '"profiles: $(@(Get-B24Profile).Count)"') + $remove + '"modules: $(@(Get-Module -ListAvailable Bitrix24.Imbot).Count)"' -join "`n") |
            Should -Be 'profiles: 0', 'modules: 0'
    }
}
