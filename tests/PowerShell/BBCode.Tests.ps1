# ConvertTo-B24BBCode, and how its output arrives on a portal. The conversion itself is tested in C#.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'ConvertTo-B24BBCode' {
    It 'takes Markdown by position and from the pipeline' {
        Skip-OnDesktopBuild
        ConvertTo-B24BBCode '**a**' | Should -BeExactly '[b]a[/b]'
        '*a*', '~~b~~' | ConvertTo-B24BBCode | Should -Be '[i]a[/i]', '[s]b[/s]'
    }

    It 'returns an empty text for null, and numbers as text' {
        Skip-OnDesktopBuild
        ConvertTo-B24BBCode '' | Should -BeExactly ''
        ConvertTo-B24BBCode $null | Should -BeExactly ''
        42 | ConvertTo-B24BBCode | Should -BeExactly '42'
    }

    It 'refuses objects that are not text' {
        $failure = Get-Failure { ConvertTo-B24BBCode (Get-Date) -ErrorAction Stop }
        "$failure" | Should -Match 'Out-String|text'
    }

    It 'needs no session and no portal' {
        Skip-OnDesktopBuild
        Clear-PortalRequest $portal
        Get-B24Session | Should -BeNullOrEmpty
        ConvertTo-B24BBCode '# x' | Should -Match 'x'
        Get-PortalRequest $portal | Should -BeNullOrEmpty
    }

    It 'mentions the users of -Mention' {
        Skip-OnDesktopBuild
        '@Anna and @bob' | ConvertTo-B24BBCode -Mention @{ anna = 17; '@bob' = 'all' } | Should -BeExactly '[user=17]Anna[/user] and [user=all]bob[/user]'
        '[Anna](user:17)' | ConvertTo-B24BBCode | Should -BeExactly 'Anna (user:17)'
        '[Anna](user:17)' | ConvertTo-B24BBCode -AllowMentionLink | Should -BeExactly '[user=17]Anna[/user]'
    }

    It 'refuses an invalid user ID in -Mention' {
        $failure = Get-Failure { 'x' | ConvertTo-B24BBCode -Mention @{ anna = 'nobody' } }
        Get-ErrorId $failure | Should -Be 'MentionInvalid'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'works together with PowerShell''s own Markdig, and loads nothing before its first use' {
        Skip-OnDesktopBuild
        Skip-WithoutPowerShell7
        $outcome = Invoke-ChildPowerShell -Command @'
            $named = { [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName() } | Where-Object Name -in 'Markdig.Signed', 'Bitrix24.Imbot.Markdown' }
            'loaded at import: ' + @(& $named).Count
            ('**a**' | ConvertFrom-Markdown).Html.Trim()
            '**a**' | ConvertTo-B24BBCode
            ('*b*' | ConvertFrom-Markdown).Html.Trim()
            'copies: ' + @(& $named | Where-Object Name -eq 'Markdig.Signed').Count
'@
        $outcome.Output.Trim() -split '\r?\n' | Should -Be 'loaded at import: 0', '<p><strong>a</strong></p>', '[b]a[/b]', '<p><em>b</em></p>', 'copies: 2'
    }

    It 'shortens the result with -MaximumLength' {
        Skip-OnDesktopBuild
        $cut = ConvertTo-B24BBCode ('**' + ('word ' * 100) + 'end**') -MaximumLength 60
        $cut.Length | Should -BeLessOrEqual 60
        $cut | Should -BeLike '*`[/b`] (...)'
    }
}

Describe 'Converted text on a portal' {
    BeforeAll {
        Connect-TestWebhook $portal
    }

    AfterAll {
        Reset-TestSession
    }

    It 'arrives unchanged, and starts no command' {
        Skip-OnDesktopBuild
        $null = Register-B24BotCommand leave -Title @{ en = 'Leave' } -Common
        $markdown = "# Log`n`n/leave`n- **/leave**`n`n``````" + "`n/leave`n``````"
        $text = ConvertTo-B24BBCode $markdown
        $null = Send-B24BotMessage chat5 $text
        @(Get-PortalMessage $portal chat5)[-1].text | Should -BeExactly $text
        @(Get-B24BotEvent | Where-Object { $_.Kind -eq 'Command' }) | Should -BeNullOrEmpty
    }

    It 'is sent in parts when it is long' {
        Skip-OnDesktopBuild
        $sent = @('**word** ' * 4000 | ConvertTo-B24BBCode | Send-B24BotMessage -DialogId chat5 -Split)
        $sent.Count | Should -BeGreaterThan 2
    }
}
