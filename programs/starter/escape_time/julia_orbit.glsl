// title: Julia orbit
// family: escape_time
// description: A Julia set whose constant walks around, with a trap of rings
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = 1.45 * (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.6 * iTime;
    vec2 c = 0.7885 * vec2(cos(a), sin(a));
    float trap = 9.0, n = 0.0;
    for (int k = 0; k < 48; k++) {
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
        trap = min(trap, abs(length(z) - 0.6));
        if (dot(z, z) > 64.0) break;
        n += 1.0;
    }
    float smooth_n = n - log2(max(log2(dot(z, z) + 1.0), 1.0));
    vec3 outside = mix(vec3(0.95, 0.93, 0.85), vec3(0.1, 0.35, 0.5), clamp(smooth_n / 12.0, 0.0, 1.0));
    outside = mix(outside, vec3(0.2, 0.55, 0.6), 0.5 + 0.5 * sin(2.4 * smooth_n - 2.0 * iTime));
    outside = mix(outside, vec3(0.95, 0.4, 0.1), smoothstep(8.0, 30.0, smooth_n));
    vec3 inside = mix(vec3(0.35, 0.05, 0.2), vec3(0.9, 0.75, 0.3), 4.0 * trap);
    fragColor = vec4(n > 47.5 ? inside : outside * (0.7 + 0.3 * smoothstep(0.0, 0.2, trap)), 1.0);
}
