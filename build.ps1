<#
.SYNOPSIS
Builds, tests, demonstrates, and packages the module. Runs in Windows PowerShell 5.1 and PowerShell 7, and requires the .NET SDK.

.EXAMPLE
./build.ps1 -Task Package

Builds the release in the folder out. The module is a folder for Publish-Module, a nupkg for Install-PSResource, and a zip file to
extract and import, each with a software bill of materials (SBOM). The emulator is a .NET tool. Sessions that use the module from this
folder aren't disturbed.

.EXAMPLE
./build.ps1 -Task Package -SignWith 0123456789ABCDEF0123456789ABCDEF01234567

Signs the files of the module with a certificate from the certificate store before they are packed.

.EXAMPLE
./build.ps1 -Task Package -SignWith { param($file) signtool sign /a /fd SHA256 $file }

Signs each file by calling another program.

.EXAMPLE
./build.ps1 -Task Package -ProjectUri https://example.com/bitrix24-imbot -DocsUri https://docs.example.com/bitrix24-imbot

Writes the addresses of the project and of its documentation into the package. Get-Help -Online opens the documentation.

.EXAMPLE
./build.ps1 -Task Site

Builds the documentation as a static website in out/site.
#>
[CmdletBinding()]
param(
    # Build: builds the solution. Test: runs all tests. Demo: runs a bot on the emulator. Package: builds the release. Site: builds the website.
    # Bench: measures the module and other clients, and writes docs/performance.md. Clean: removes everything that was built.
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Site', 'Bench', 'Clean')]
    [string] $Task = 'Build',

    # A package is always a Release build, except with -NoBuild.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The folder for packages and for the website.
    [string] $OutputFolder = (Join-Path $PSScriptRoot 'out'),

    # Packs the module from module/bin without building it, and doesn't pack the emulator. Used by the tests.
    [switch] $NoBuild,

    # Signs the package: the thumbprint of a certificate, or a script block that receives the path of each file.
    [object] $SignWith,

    # The address of the project. PowerShell and galleries show it.
    [uri] $ProjectUri,

    # The address where you publish the website. Get-Help -Online opens its pages.
    [uri] $DocsUri
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$moduleName = 'Bitrix24.Imbot'
$manifestPath = Join-Path $PSScriptRoot "$moduleName.psd1"
$editions = 'Core', 'Desktop'
$partFolders = 'Cron', 'Markdown'

# A package is built in a folder of its own, because running sessions keep the files in module/bin open.
$binFolder = Join-Path $PSScriptRoot 'module/bin'

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
    $source = if ($RelativePath -like 'module/bin/*') { Join-Path $binFolder $RelativePath.Substring('module/bin/'.Length) } else { Join-Path $PSScriptRoot $RelativePath }
    Copy-Item -LiteralPath $source -Destination $target
}

# The paths of all files of the package, relative to this folder. Symbols, sources and tests aren't part of it.
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

    # The pages, pictures and samples that the README links to.
    foreach ($pattern in 'docs/*.md', 'docs/images/*.png', 'samples/*.ps1', 'samples/BotTest/*.ps*1') {
        $place = Split-Path -Parent $pattern
        Get-ChildItem -Path (Join-Path $PSScriptRoot $pattern) -File | ForEach-Object { Join-Path $place $_.Name }
    }

    foreach ($edition in $editions) {
        $folder = Join-Path $binFolder $edition
        Get-ChildItem -LiteralPath $folder -File -Filter '*.dll' | ForEach-Object { "module/bin/$edition/$($_.Name)" }

        # Assemblies that are loaded on first use, and their libraries.
        foreach ($part in $partFolders) {
            $parts = Join-Path $folder $part
            if (Test-Path -LiteralPath $parts) {
                Get-ChildItem -LiteralPath $parts -File -Filter '*.dll' | ForEach-Object { "module/bin/$edition/$part/$($_.Name)" }
            }
        }

        # The help, one folder for each language.
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

    # Imports the package in a new process, because this session may have loaded another build of the module.
    # If PowerShell was installed as a .NET tool, its process is dotnet.
    $powershell = (Get-Process -Id $PID).Path
    $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($powershell) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' })
    $path = $packed.Replace("'", "''")
    $exported = & $powershell @library -NoProfile -NonInteractive -Command "
        `$ErrorActionPreference = 'Stop'
        Import-Module -Name '$path'
        Get-Command -Module $moduleName | ForEach-Object { `$_.Name }"
    if ($LASTEXITCODE -ne 0) { throw "The package can't be imported: $exported" }

    $promised = @($manifest.ExportedCommands.Keys)
    $difference = @(Compare-Object -ReferenceObject $promised -DifferenceObject @($exported))
    if ($difference) { throw "The manifest doesn't list the commands that the module exports: $($difference | Out-String)" }
    Write-Host "PowerShell $($PSVersionTable.PSVersion) imported the package: $($promised.Count) commands."
}

# The manifest in the repository has no address, because the project can be published from any copy.
function Set-PackageProjectUri {
    param([string] $Folder)

    $path = Join-Path $Folder "$moduleName.psd1"
    $value = $ProjectUri.AbsoluteUri.Replace("'", "''").Replace('$', '$$')
    $text = [System.IO.File]::ReadAllText($path)
    $changed = $text -replace '(PSData = @\{\r?\n)', "`$1            ProjectUri   = '$value'`n"
    if ($changed -eq $text) { throw "ProjectUri can't be added to $path, because PSData was not found." }
    [System.IO.File]::WriteAllText($path, $changed)
}

# Signs the files of this project. Third-party assemblies keep their own signatures.
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
        throw 'Certificates can be found by their thumbprint only on Windows. Use a script block for -SignWith.'
    }

    $certificate = Get-ChildItem -Path Cert:\CurrentUser\My, Cert:\LocalMachine\My | Where-Object { $_.Thumbprint -eq $SignWith } | Select-Object -First 1
    if (-not $certificate) { throw "The certificate store contains no certificate with the thumbprint $SignWith." }

    foreach ($file in $files) {
        $signature = Set-AuthenticodeSignature -FilePath $file -Certificate $certificate -HashAlgorithm SHA256
        if ($signature.Status -ne 'Valid') { throw "$file can't be signed: $($signature.StatusMessage)" }
    }
}

# Describes the package, including the tags that galleries use to find modules and commands.
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

# Adds all files of a folder to an archive, below a path that ends with a slash or is empty.
function Add-ArchiveFolder {
    param($Archive, [string] $Folder, [string] $Below)

    $root = (Get-Item -LiteralPath $Folder).FullName.TrimEnd('\', '/')
    foreach ($file in Get-ChildItem -LiteralPath $root -Recurse -File) {
        $name = $Below + $file.FullName.Substring($root.Length + 1).Replace('\', '/')
        $null = [System.IO.Compression.ZipFileExtensions]::CreateEntryFromFile($Archive, $file.FullName, $name)
    }
}

function New-Archive {
    param([string] $Path)

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path }
    [System.IO.Compression.ZipFile]::Open($Path, 'Create')
}

# Extracted into a folder of $env:PSModulePath, the module is installed.
function New-ZipFile {
    param([string] $Folder, [string] $Destination)

    $archive = New-Archive $Destination
    try {
        Add-ArchiveFolder $archive $Folder "$moduleName/$(Split-Path -Leaf $Folder)/"
    }
    finally {
        $archive.Dispose()
    }
}

# A NuGet package is a zip archive with a package description and two files that the Open Packaging Conventions require.
function New-NuGetPackage {
    param([string] $Folder, [string] $Destination)

    $types = @(Get-ChildItem -LiteralPath $Folder -Recurse -File | ForEach-Object { $_.Extension.TrimStart('.') }) + 'nuspec', 'rels' | Sort-Object -Unique |
        ForEach-Object { "  <Default Extension=""$_"" ContentType=""application/octet-stream"" />" }
    $archive = New-Archive $Destination
    try {
        Add-ArchiveText $archive '_rels/.rels' @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$moduleName.nuspec" Id="R1" />
</Relationships>
"@
        Add-ArchiveText $archive "$moduleName.nuspec" (Get-PackageDescription (Import-PowerShellDataFile -Path (Join-Path $Folder "$moduleName.psd1")))
        Add-ArchiveFolder $archive $Folder ''
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

# Returns the folder of the restored packages.
function Get-PackageCache {
    (& dotnet nuget locals global-packages --list) -replace '^global-packages:\s*'
}

# Runs a .NET tool of a fixed version without installing it. If its package was restored, no network is needed.
function Invoke-DotNetTool {
    param([string] $Name, [string] $Version, [string] $PackageCache, [string[]] $Arguments)

    $restored = Join-Path $PackageCache ('{0}/{1}' -f $Name.ToLowerInvariant(), $Version)
    $source = @(if (Test-Path -Path (Join-Path $restored '*.nupkg')) { '--source', $restored })
    Invoke-DotNet tool exec "$Name@$Version" --yes @source '--' @Arguments
}

# Lists the third-party libraries that the module includes, in the CycloneDX format.
function New-BillOfMaterials {
    param([string] $Folder, [string] $Version)

    $cache = Get-PackageCache

    # --recursive adds the libraries of the assemblies that are loaded on first use, which the project doesn't reference.
    # The facts about the libraries come from the restored packages (--url), so no server is asked. Only the compiler uses the excluded ones.
    $compilerOnly = 'PowerShellStandard.Library,NETStandard.Library,Microsoft.NETCore.Platforms,PolySharp'
    Invoke-DotNetTool CycloneDX 6.3.1 -PackageCache $cache -Arguments @(
        (Join-Path $PSScriptRoot "src/$moduleName/$moduleName.csproj"), '--recursive', '--disable-package-restore', '--url', $cache, '--exclude-filter', $compilerOnly,
        '--set-name', $moduleName, '--set-version', $Version, '--set-type', 'Library',
        '--output', $Folder, '--output-format', 'Json', '--filename', "$moduleName.cdx.json") | Write-Verbose
}

function Assert-Uri {
    param([string] $Name, [uri] $Value)

    if ($Value -and -not ($Value.IsAbsoluteUri -and $Value.Scheme -in 'http', 'https')) {
        throw "'$Value' is not a valid value for -$Name. Use an absolute URL, for example https://example.com/project."
    }
}

# Builds the module in the folder that is packed.
function Build-Package {
    $script:binFolder = Join-Path $OutputFolder '.build'
    if (Test-Path -LiteralPath $binFolder) { Remove-Item -LiteralPath $binFolder -Recurse -Force }
    $properties = @("-p:ModuleBinFolder=$binFolder/")
    if ($DocsUri) { $properties += "-p:DocsUri=$($DocsUri.AbsoluteUri.TrimEnd('/'))/" }
    Invoke-DotNet build (Join-Path $PSScriptRoot "src/$moduleName") --configuration Release --nologo @properties
}

function New-Package {
    Assert-Uri ProjectUri $ProjectUri
    Assert-Uri DocsUri $DocsUri
    if ($NoBuild -and $DocsUri) { throw '-DocsUri has no effect with -NoBuild.' }
    if (-not $NoBuild) { Build-Package }

    $version = (Import-PowerShellDataFile -Path $manifestPath).ModuleVersion
    $folder = Join-Path $OutputFolder "$moduleName/$version"
    if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }

    foreach ($file in Get-PackageFile) { Copy-PackageFile -RelativePath $file -Destination $folder }
    New-BillOfMaterials -Folder $folder -Version $version
    if ($ProjectUri) { Set-PackageProjectUri -Folder $folder }
    if ($SignWith) { Set-PackageSignature -Folder $folder }
    Assert-Package -Folder $folder
    $package = Join-Path $OutputFolder "$moduleName.$version"
    New-NuGetPackage -Folder $folder -Destination "$package.nupkg"
    New-ZipFile -Folder $folder -Destination "$package.zip"
    Write-Host "Packed $(@(Get-ChildItem -LiteralPath $folder -Recurse -File).Count) files from $folder as $package.nupkg and $package.zip."
    if (-not $NoBuild) {
        Remove-Item -LiteralPath $binFolder -Recurse -Force
        Invoke-DotNet pack (Join-Path $PSScriptRoot "src/$moduleName.Emulator") --configuration Release --output $OutputFolder --nologo
    }
}

# docfx reads one folder, so the pages are copied to where the configuration is.
function New-Site {
    $site = Join-Path $OutputFolder 'site'
    $source = Join-Path $OutputFolder '.site'
    foreach ($folder in $site, $source) {
        if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    }

    $null = New-Item -ItemType Directory -Path (Join-Path $source 'samples'), (Join-Path $source 'tests') -Force
    Copy-Item -Path '*.md', 'LICENSE', 'llms.txt', 'docs/site/*' -Destination $source
    Copy-Item -LiteralPath 'docs' -Destination $source -Recurse
    Remove-Item -LiteralPath (Join-Path $source 'docs/site') -Recurse
    Copy-Item -Path 'samples/*.ps1', 'samples/BotTest' -Destination (Join-Path $source 'samples') -Recurse
    Copy-Item -Path 'tests/SKIPS.md', 'tests/PROSE-EXCEPTIONS.md', 'tests/Facts' -Destination (Join-Path $source 'tests') -Recurse
    foreach ($folder in 'help/en-US', 'help/ru-RU', 'portal') {
        $pages = Get-ChildItem -Path (Join-Path $source "docs/$folder/*.md") | ForEach-Object { "- href: $($_.Name)" }
        Set-Content -LiteralPath (Join-Path $source "docs/$folder/toc.yml") -Value $pages
    }

    Invoke-DotNetTool docfx 2.81.0 -PackageCache (Get-PackageCache) -Arguments 'build', (Join-Path $source 'docfx.json'), '--output', $site, '--warningsAsErrors'

    # The README is the home page.
    Copy-Item -LiteralPath (Join-Path $site 'README.html') -Destination (Join-Path $site 'index.html')
    Remove-Item -LiteralPath $source -Recurse -Force
    Write-Host "The website is in $site."
}

function Measure-Module {
    # Debug builds need about three times as much processor time.
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

# Relative paths refer to the current location of the caller.
$OutputFolder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder)
Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build "$moduleName.sln" --configuration $Configuration --nologo }
        'Test' { Invoke-DotNet test "$moduleName.sln" --configuration $Configuration --nologo }
        'Demo' { Invoke-DotNet run --project samples/Quickstart --configuration $Configuration }
        'Package' { New-Package }
        'Site' { New-Site }
        'Bench' { Measure-Module }
        'Clean' { Clear-Build }
    }
}
finally {
    Pop-Location
}
