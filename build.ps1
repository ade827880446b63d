<#
.SYNOPSIS
Builds, tests, shows and packs the module. Works in Windows PowerShell 5.1 and in PowerShell 7; needs the .NET SDK.

.EXAMPLE
./build.ps1 -Task Package

Makes out/Bitrix24.Imbot/<version>, the folder that Publish-Module takes, and imports it in a fresh PowerShell.
#>
[CmdletBinding()]
param(
    # Build: the solution. Test: all tests. Demo: a bot on an emulated portal. Package: the folder to publish. Clean: removes what was built.
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # A package is always a Release build.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$moduleName = 'Bitrix24.Imbot'
$manifestPath = Join-Path $PSScriptRoot "$moduleName.psd1"
$frameworks = 'net8.0', 'netstandard2.0'

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

# Paths, relative to this folder, of all that ships: no symbols, no sources, no tests.
function Get-PackageFile {
    $manifest = Import-PowerShellDataFile -Path $manifestPath
    "$moduleName.psd1"
    $manifest.RootModule
    foreach ($list in 'FormatsToProcess', 'TypesToProcess') {
        if ($manifest.ContainsKey($list)) { $manifest[$list] }
    }

    foreach ($name in 'README.md', 'LICENSE') {
        if (Test-Path -LiteralPath (Join-Path $PSScriptRoot $name)) { $name }
    }

    foreach ($framework in $frameworks) {
        $folder = Join-Path $PSScriptRoot "module/bin/$framework"
        Get-ChildItem -LiteralPath $folder -File -Filter '*.dll' | ForEach-Object { "module/bin/$framework/$($_.Name)" }

        # Help lies in one folder for each language.
        foreach ($culture in Get-ChildItem -LiteralPath $folder -Directory) {
            Get-ChildItem -LiteralPath $culture.FullName -File |
                Where-Object { $_.Name -like '*-Help.xml' -or $_.Name -like 'about_*.help.txt' } |
                ForEach-Object { "module/bin/$framework/$($culture.Name)/$($_.Name)" }
        }
    }
}

function Assert-Package {
    param([string] $Folder)

    $packed = Join-Path $Folder "$moduleName.psd1"
    $warnings = @()
    $manifest = Test-ModuleManifest -Path $packed -WarningVariable warnings
    if ($warnings) { throw "Test-ModuleManifest warns: $warnings" }

    # In a fresh process of this same PowerShell, because this one may have another build of the module loaded.
    $powershell = (Get-Process -Id $PID).Path
    $path = $packed.Replace("'", "''")
    $exported = & $powershell -NoProfile -NonInteractive -Command "
        `$ErrorActionPreference = 'Stop'
        Import-Module -Name '$path'
        Get-Command -Module $moduleName | ForEach-Object { `$_.Name }"
    if ($LASTEXITCODE -ne 0) { throw "The package cannot be imported: $exported" }

    $promised = @($manifest.ExportedCommands.Keys)
    $difference = @(Compare-Object -ReferenceObject $promised -DifferenceObject @($exported))
    if ($difference) { throw "The manifest promises other commands than there are: $($difference | Out-String)" }
    Write-Host "Imported in PowerShell $($PSVersionTable.PSVersion): $($promised.Count) commands."
}

function New-Package {
    # What an older build left there must not ship.
    $binaries = Join-Path $PSScriptRoot 'module/bin'
    if (Test-Path -LiteralPath $binaries) { Remove-Item -LiteralPath $binaries -Recurse -Force }

    Invoke-DotNet build (Join-Path $PSScriptRoot "src/$moduleName") --configuration Release --nologo
    $version = (Import-PowerShellDataFile -Path $manifestPath).ModuleVersion
    $folder = Join-Path $PSScriptRoot "out/$moduleName/$version"
    if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }

    $files = @(Get-PackageFile)
    foreach ($file in $files) { Copy-PackageFile -RelativePath $file -Destination $folder }
    Assert-Package -Folder $folder
    Write-Host "$($files.Count) files in $folder"
}

function Clear-Build {
    $folders = @('out', 'TestResults', 'module/bin' | ForEach-Object { Join-Path $PSScriptRoot $_ })
    foreach ($place in 'src', 'tests', 'samples') {
        $folders += Get-ChildItem -Path (Join-Path $PSScriptRoot "$place/*") -Directory |
            ForEach-Object { foreach ($name in 'bin', 'obj', 'TestResults') { Join-Path $_.FullName $name } }
    }

    $folders | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Remove-Item -LiteralPath $_ -Recurse -Force }
}

Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build "$moduleName.sln" --configuration $Configuration --nologo }
        'Test' { Invoke-DotNet test "$moduleName.sln" --configuration $Configuration --nologo }
        'Demo' { Invoke-DotNet run --project samples/Quickstart --configuration $Configuration }
        'Package' { New-Package }
        'Clean' { Clear-Build }
    }
}
finally {
    Pop-Location
}
