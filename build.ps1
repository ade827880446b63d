<#
.SYNOPSIS
Builds, tests, demonstrates, and packages the module. Runs in Windows PowerShell 5.1 and PowerShell 7, and requires the .NET SDK.

.EXAMPLE
./build.ps1 -Task Package

Creates the folder out/Bitrix24.Imbot/<version> for Publish-Module, and imports it in a new PowerShell process. Then packs it as
out/Bitrix24.Imbot.<version>.nupkg for Install-PSResource, and packs the emulator as a .NET tool.

.EXAMPLE
./build.ps1 -Task Package -SignWith 0123456789ABCDEF0123456789ABCDEF01234567

Signs the files of the module with a certificate of the current user or the computer before they are packed.

.EXAMPLE
./build.ps1 -Task Package -SignWith { param($file) signtool sign /a /fd SHA256 $file }

Signs the files with another program, which is called once for each file.

.EXAMPLE
./build.ps1 -Task Package -ProjectUri https://example.com/bitrix24-imbot

Adds the project URL to the manifest, where PowerShell and galleries show it.
#>
[CmdletBinding()]
param(
    # Build: builds the solution. Test: runs all tests. Demo: runs a bot on the emulator. Package: creates the folder to publish.
    # Bench: compares the module with other clients and writes docs/performance.md. Clean: removes all build output.
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Bench', 'Clean')]
    [string] $Task = 'Build',

    # A package is always a Release build, except with -NoBuild.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The folder for packages.
    [string] $OutputFolder = (Join-Path $PSScriptRoot 'out'),

    # Packs the module from the last build, without the emulator. For tests.
    [switch] $NoBuild,

    # The thumbprint of a certificate, or a script block that gets the path of each file to sign. By default, the package isn't signed.
    [object] $SignWith,

    # The URL of the repository that the package is published from.
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$moduleName = 'Bitrix24.Imbot'
$manifestPath = Join-Path $PSScriptRoot "$moduleName.psd1"
$editions = 'Core', 'Desktop'
$partFolders = 'Cron', 'Markdown'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "'dotnet $args' ended with exit code $LASTEXITCODE."
    }
}

function Copy-PackageFile {
    param([string] $RelativePath, [string] $Destination)

    $target = Join-Path $Destination $RelativePath
    $null = New-Item -ItemType Directory -Path (Split-Path -Parent $target) -Force
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot $RelativePath) -Destination $target
}

# Relative paths of all files in the package. Symbols, sources, and tests aren't included.
function Get-PackageFile {
    $manifest = Import-PowerShellDataFile -Path $manifestPath
    "$moduleName.psd1"
    $manifest.RootModule
    "module/$moduleName.Types.ps1xml"
    foreach ($list in 'FormatsToProcess', 'TypesToProcess') {
        if ($manifest.ContainsKey($list)) { $manifest[$list] }
    }

    foreach ($name in 'README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md', 'THIRD-PARTY-NOTICES.md') {
        if (Test-Path -LiteralPath (Join-Path $PSScriptRoot $name)) { $name }
    }

    # The pages that the README links to, their pictures, and the samples. The sources of the help aren't pages.
    foreach ($pattern in 'docs/*.md', 'docs/images/*.png', 'samples/*.ps1', 'samples/BotTest/*.ps*1') {
        $place = Split-Path -Parent $pattern
        Get-ChildItem -Path (Join-Path $PSScriptRoot $pattern) -File | ForEach-Object { Join-Path $place $_.Name }
    }

    foreach ($edition in $editions) {
        $folder = Join-Path $PSScriptRoot "module/bin/$edition"
        Get-ChildItem -LiteralPath $folder -File -Filter '*.dll' | ForEach-Object { "module/bin/$edition/$($_.Name)" }

        # Assemblies that are loaded on first use, and their libraries.
        foreach ($part in $partFolders) {
            $parts = Join-Path $folder $part
            if (Test-Path -LiteralPath $parts) {
                Get-ChildItem -LiteralPath $parts -File -Filter '*.dll' | ForEach-Object { "module/bin/$edition/$part/$($_.Name)" }
            }
        }

        # The help has one folder for each language.
        foreach ($culture in Get-ChildItem -LiteralPath $folder -Directory -Exclude $partFolders) {
            Get-ChildItem -LiteralPath $culture.FullName -File |
                Where-Object { $_.Name -like '*-Help.xml' -or $_.Name -like 'about_*.help.txt' } |
                ForEach-Object { "module/bin/$edition/$($culture.Name)/$($_.Name)" }
        }
    }
}

function Assert-Package {
    param([string] $Folder)

    $packed = Join-Path $Folder "$moduleName.psd1"
    $warnings = @()
    $manifest = Test-ModuleManifest -Path $packed -WarningVariable warnings
    if ($warnings) { throw "Test-ModuleManifest warns: $warnings" }

    # In a new process of the same PowerShell, because this process may have loaded another build of the module.
    # If PowerShell was installed as a .NET tool, it is a library that dotnet runs.
    $powershell = (Get-Process -Id $PID).Path
    $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($powershell) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' })
    $path = $packed.Replace("'", "''")
    $exported = & $powershell @library -NoProfile -NonInteractive -Command "
        `$ErrorActionPreference = 'Stop'
        Import-Module -Name '$path'
        Get-Command -Module $moduleName | ForEach-Object { `$_.Name }"
    if ($LASTEXITCODE -ne 0) { throw "The package cannot be imported: $exported" }

    $promised = @($manifest.ExportedCommands.Keys)
    $difference = @(Compare-Object -ReferenceObject $promised -DifferenceObject @($exported))
    if ($difference) { throw "The manifest exports other commands than the module has: $($difference | Out-String)" }
    Write-Host "Imported in PowerShell $($PSVersionTable.PSVersion): $($promised.Count) commands."
}

# The repository doesn't contain its own URL, because copies of it are hosted elsewhere.
function Set-PackageProjectUri {
    param([string] $Folder)

    $path = Join-Path $Folder "$moduleName.psd1"
    $value = $ProjectUri.AbsoluteUri.Replace("'", "''").Replace('$', '$$')
    $text = [System.IO.File]::ReadAllText($path)
    $changed = $text -replace '(PSData = @\{\r?\n)', "`$1            ProjectUri   = '$value'`n"
    if ($changed -eq $text) { throw "$path has no PSData section for ProjectUri." }
    [System.IO.File]::WriteAllText($path, $changed)
}

# Signs only files of this project. Third-party assemblies have their own signatures.
function Set-PackageSignature {
    param([string] $Folder)

    $files = @(Get-ChildItem -LiteralPath $Folder -Recurse -File |
            Where-Object { $_.Extension -in '.psd1', '.psm1', '.ps1', '.ps1xml' -or $_.Name -like "$moduleName*.dll" } |
            ForEach-Object { $_.FullName })
    if ($SignWith -is [scriptblock]) {
        foreach ($file in $files) { & $SignWith $file }
        return
    }

    if (-not (Get-PSDrive -Name Cert -ErrorAction SilentlyContinue)) {
        throw 'Thumbprints are supported on Windows only. Specify a script block for -SignWith.'
    }

    $certificate = Get-ChildItem -Path Cert:\CurrentUser\My, Cert:\LocalMachine\My | Where-Object { $_.Thumbprint -eq $SignWith } | Select-Object -First 1
    if (-not $certificate) { throw "No certificate of this user or machine has the thumbprint $SignWith." }

    foreach ($file in $files) {
        $signature = Set-AuthenticodeSignature -FilePath $file -Certificate $certificate -HashAlgorithm SHA256
        if ($signature.Status -ne 'Valid') { throw "$file was not signed: $($signature.StatusMessage)" }
    }
}

# The package description, with the tags that galleries use to find modules and commands.
function Get-PackageDescription {
    param([System.Collections.IDictionary] $Manifest)

    $data = $Manifest.PrivateData.PSData
    $tags = @('PSModule') + $data.Tags + 'PSIncludes_Cmdlet' +
        @($Manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $values = [ordered] @{
        id                       = $moduleName
        version                  = $Manifest.ModuleVersion
        authors                  = $Manifest.Author
        owners                   = $Manifest.CompanyName
        requireLicenseAcceptance = 'false'
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes
        copyright                = $Manifest.Copyright
        tags                     = $tags -join ' '
    }
    if ($data.ContainsKey('ProjectUri')) { $values.projectUrl = $data.ProjectUri }
    $lines = $values.Keys | ForEach-Object { "    <$_>$([System.Security.SecurityElement]::Escape($values[$_]))</$_>" }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
$($lines -join "`n")
  </metadata>
</package>
"@
}

function Add-ArchiveText {
    param($Archive, [string] $Name, [string] $Text)

    $stream = $Archive.CreateEntry($Name).Open()
    try {
        $bytes = (New-Object System.Text.UTF8Encoding $false).GetBytes($Text)
        $stream.Write($bytes, 0, $bytes.Length)
    }
    finally {
        $stream.Dispose()
    }
}

# A NuGet package is a zip archive with a description and the two files that the Open Packaging Conventions require.
function New-NuGetPackage {
    param([string] $Folder, [string] $Destination)

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $root = (Get-Item -LiteralPath $Folder).FullName.TrimEnd('\', '/')
    $files = @(Get-ChildItem -LiteralPath $root -Recurse -File)
    $types = @($files | ForEach-Object { $_.Extension.TrimStart('.') }) + 'nuspec', 'rels' | Sort-Object -Unique |
        ForEach-Object { "  <Default Extension=""$_"" ContentType=""application/octet-stream"" />" }
    if (Test-Path -LiteralPath $Destination) { Remove-Item -LiteralPath $Destination }

    $archive = [System.IO.Compression.ZipFile]::Open($Destination, 'Create')
    try {
        Add-ArchiveText $archive '_rels/.rels' @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$moduleName.nuspec" Id="R1" />
</Relationships>
"@
        Add-ArchiveText $archive "$moduleName.nuspec" (Get-PackageDescription (Import-PowerShellDataFile -Path (Join-Path $root "$moduleName.psd1")))
        foreach ($file in $files) {
            $name = $file.FullName.Substring($root.Length + 1).Replace('\', '/')
            $null = [System.IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $file.FullName, $name)
        }

        Add-ArchiveText $archive '[Content_Types].xml' @"
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
$($types -join "`n")
</Types>
"@
    }
    finally {
        $archive.Dispose()
    }
}

function New-Package {
    if ($ProjectUri -and -not ($ProjectUri.IsAbsoluteUri -and $ProjectUri.Scheme -in 'http', 'https')) {
        throw "-ProjectUri must be an absolute URL, such as https://example.com/project. The value is $ProjectUri."
    }

    if (-not $NoBuild) {
        # Files of an older build must not be packed.
        $binaries = Join-Path $PSScriptRoot 'module/bin'
        if (Test-Path -LiteralPath $binaries) { Remove-Item -LiteralPath $binaries -Recurse -Force }

        Invoke-DotNet build (Join-Path $PSScriptRoot "src/$moduleName") --configuration Release --nologo
    }

    $version = (Import-PowerShellDataFile -Path $manifestPath).ModuleVersion
    $folder = Join-Path $OutputFolder "$moduleName/$version"
    if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }

    $files = @(Get-PackageFile)
    foreach ($file in $files) { Copy-PackageFile -RelativePath $file -Destination $folder }
    if ($ProjectUri) { Set-PackageProjectUri -Folder $folder }
    if ($SignWith) { Set-PackageSignature -Folder $folder }
    Assert-Package -Folder $folder
    $package = Join-Path $OutputFolder "$moduleName.$version.nupkg"
    New-NuGetPackage -Folder $folder -Destination $package
    Write-Host "$($files.Count) files in $folder, packed as $package"
    if (-not $NoBuild) {
        Invoke-DotNet pack (Join-Path $PSScriptRoot "src/$moduleName.Emulator") --configuration Release --output $OutputFolder --nologo
    }
}

function Measure-Module {
    # Always a Release build, because a Debug build isn't optimized.
    foreach ($project in "src/$moduleName", "src/$moduleName.Emulator", "tests/$moduleName.Benchmarks") {
        Invoke-DotNet build (Join-Path $PSScriptRoot $project) --configuration Release --nologo --disable-build-servers
    }

    & (Join-Path $PSScriptRoot "tests/$moduleName.Benchmarks/Compare-Peers.ps1")
}

function Clear-Build {
    $folders = @('out', 'TestResults', 'module/bin' | ForEach-Object { Join-Path $PSScriptRoot $_ })
    foreach ($place in 'src', 'tests', 'samples') {
        $folders += Get-ChildItem -Path (Join-Path $PSScriptRoot "$place/*") -Directory |
            ForEach-Object { foreach ($name in 'bin', 'obj', 'TestResults') { Join-Path $_.FullName $name } }
    }

    $folders | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Remove-Item -LiteralPath $_ -Recurse -Force }
}

# Resolved before the location changes, because the path can be relative.
$OutputFolder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder)
Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build "$moduleName.sln" --configuration $Configuration --nologo }
        'Test' { Invoke-DotNet test "$moduleName.sln" --configuration $Configuration --nologo }
        'Demo' { Invoke-DotNet run --project samples/Quickstart --configuration $Configuration }
        'Package' { New-Package }
        'Bench' { Measure-Module }
        'Clean' { Clear-Build }
    }
}
finally {
    Pop-Location
}
