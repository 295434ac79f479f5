// title: Sunflower head
// family: spirals_phyllotaxis
// description: Seeds set by the golden angle inside a ring of petals
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float GOLDEN = 2.39996323;
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 p = uv * (0.85 + 0.2 * sin(0.8 * iTime)) - 0.25 * vec2(sin(0.6 * iTime), cos(0.9 * iTime));
    float r = length(p), ang = atan(p.y, p.x + 1e-6) + 0.3 * iTime;
    vec3 col = mix(vec3(0.25, 0.5, 0.75), vec3(0.75, 0.88, 0.95), 0.5 + 0.5 * uv.y);
    for (int ringk = 0; ringk < 2; ringk++) {
        float f = fract(ang * 17.0 / 6.28318 + 0.5 * float(ringk)) - 0.5;
        float tip = 0.95 - 0.1 * float(ringk) - 1.6 * f * f;
        float on = smoothstep(0.02, -0.02, r - tip);
        vec3 petal = mix(vec3(0.95, 0.6, 0.05), vec3(1.0, 0.85, 0.15), float(ringk)) * (0.75 + 0.5 * r - 0.6 * abs(f));
        col = mix(col, petal, on);
    }
    float disc = 0.58;
    if (r < disc) {
        float near = 9.0, tone = 0.0;
        float n0 = floor(170.0 * r * r / (disc * disc));
        for (int k = -24; k < 25; k++) {
            float n = n0 + float(k);
            if (n < 0.0) continue;
            float rr = disc * sqrt(n / 170.0), aa = n * GOLDEN;
            vec2 q = vec2(cos(ang), sin(ang)) * r - rr * vec2(cos(aa), sin(aa));
            float d = dot(q, q);
            if (d < near) { near = d; tone = n; }
        }
        near = sqrt(near);
        vec3 seed = mix(vec3(0.25, 0.13, 0.05), vec3(0.7, 0.55, 0.15), smoothstep(40.0, 10.0, tone) + 0.5 * step(0.5, fract(tone / 3.0 - 0.53 * iTime + 0.07)));
        col = seed * (1.25 - 24.0 * near) + 0.05;
    }
    fragColor = vec4(col, 1.0);
}
